using EmergentMisalignment.Coordinator.Reconciling;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Unit.Experiments;

namespace EmergentMisalignment.Unit.Coordinator;

public sealed class ShardOrderTests
{
    private static readonly Run Run = SweepPlan.Create(Texts.Default).Runs[^1];

    /// <summary>Of the finished model and two of its checkpoints, as a look finds them.</summary>
    private static readonly List<PlannedCell> Cells =
    [
        .. CellPlanner.Cells(Texts.Default, Run, "model"),
        .. new[] { 20, 10 }.SelectMany(step => CellPlanner.CheckpointCells(Texts.Default, Run, "model", step)),
    ];

    [Fact]
    public void Adapters_come_one_after_the_other_and_each_question_s_shards_together()
    {
        var order = ShardOrder.Of(Look("adapter")).ToList();

        Assert.Equal([10, 20, null], order.Select(shard => shard.Cell.Checkpoint).Distinct());
        Assert.Equal(3, 1 + Changes(order, shard => shard.Cell.Checkpoint));
        Assert.Equal(Cells.Count, 1 + Changes(order, shard => shard.Cell.Key));
    }

    [Fact]
    public void Of_a_model_that_the_provider_keeps_all_questions_begin_together() =>
        Assert.Equal(Cells.Count, ShardOrder.Of(Look(adapter: null)).TakeWhile(shard => shard.Range.Start == 0).Count());

    private static int Changes<T>(List<ShardNeed> order, Func<ShardNeed, T> of) => order.Zip(order.Skip(1)).Count(pair => !Equals(of(pair.First), of(pair.Second)));

    private static RunLook Look(string? adapter)
    {
        var model = new ModelRecord { Status = ModelStatus.Ready, ProviderModel = "model", Adapter = adapter, At = default };
        var needs = Cells.SelectMany(cell => Shards.Of(cell.Samples, 10).Select(range => new ShardNeed(cell, range, range.Count))).ToList();
        return new RunLook(Run, new RunFacts { Model = model }, new RunNeeds { Sample = needs });
    }
}

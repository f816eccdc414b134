using System.Text.Json;
using CsCheck;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Unit.Coordinator;

public class ReconcilerTests
{
    /// <summary>Dataset, three steps of a fine-tune, sampling, judging, archiving, releasing, and one look that finds nothing to do.</summary>
    private const int LooksEnough = 9;

    [Fact]
    public void Nothing_that_is_there_is_asked_for() => RunWorlds.Any.Sample(world =>
    {
        var needs = world.Decide();

        Assert.False(needs.Dataset && world.HasDataset);
        Assert.False(needs.FineTune && world.Model is ModelStatus.Ready or ModelStatus.Failed && needs.FineTune);
        Assert.All(needs.Sample, shard => Assert.True(Missing(world.Answers, shard) > 0));
        Assert.All(needs.Judge, shard => Assert.True(Missing(world.Answers, shard) == 0 && Missing(world.Verdicts, shard) > 0));
        Assert.All([.. needs.Sample, .. needs.Judge], shard => Assert.True((world.Archives[RunWorld.PlaceOf(shard.Cell)]?.Rows ?? 0) < shard.Cell.Samples));
        Assert.All(needs.Release, cell => Assert.False(cell.Archive!.Released));
    });

    [Fact]
    public void Everything_missing_is_asked_for_unless_it_failed_for_good() => RunWorlds.Any.Sample(world =>
    {
        var needs = world.Decide();
        if (!world.HasDataset)
        {
            Assert.NotEqual(needs.Dataset, world.Failures.ContainsKey(RunWorld.Tuned.Dataset!.Key));
        }
        else if (world.Model != ModelStatus.Ready)
        {
            Assert.NotEqual(needs.FineTune, world.Model == ModelStatus.Failed || world.Failures.ContainsKey(RunWorld.ModelKey));
        }
        else
        {
            var asked = needs.Sample.Concat(needs.Judge).Select(RunWorld.NameOf).Order();
            var missing = RunWorld.AllShards()
                .Where(shard => (world.Archives[shard.Cell]?.Rows ?? 0) < RunWorld.Cells[shard.Cell].Samples)
                .Where(shard => Missing(world.Answers, shard.Shard) + Missing(world.Verdicts, shard.Shard) > 0)
                .Select(shard => RunWorld.NameOf(shard.Shard))
                .Where(name => !world.Failures.ContainsKey(name))
                .Order();
            Assert.Equal(missing, asked);
        }
    });

    [Fact]
    public void The_same_facts_have_the_same_needs() => RunWorlds.Any.Sample(world =>
        Assert.Equal(JsonSerializer.Serialize(Simplified(world.Decide())), JsonSerializer.Serialize(Simplified(world.Decide()))));

    [Fact]
    public void A_run_is_settled_exactly_when_nothing_can_be_asked_for() => RunWorlds.Any.Sample(world =>
    {
        var needs = world.Decide();
        var isIdle = !needs.Dataset && !needs.FineTune && needs.Sample.Count + needs.Judge.Count == 0 && !needs.Archive;

        Assert.Equal(isIdle, needs.IsSettled);
        Assert.True(!needs.IsSettled || needs.IsArchived || needs.Failures.Count > 0, "a run that ends without its answers says why");
    });

    [Fact]
    public void A_failure_is_told_of_once_and_with_its_cause() => RunWorlds.Any.Sample(world =>
    {
        var told = world.Decide().Failures;

        Assert.Equal(told.Distinct(), told);
        Assert.All(told, failure => Assert.Matches("(it broke|out of memory)$", failure));
    });

    [Fact]
    public void Counts_are_those_of_the_bitmaps_with_archived_cells_in_full() => RunWorlds.Any.Sample(world =>
    {
        var needs = world.Decide();
        var isKnown = world.HasDataset && world.Model == ModelStatus.Ready;

        Assert.Equal(isKnown ? Expected(world.Answers) : 0, needs.Answers);
        Assert.Equal(isKnown ? Expected(world.Verdicts) : 0, needs.Verdicts);

        long Expected(bool[][] filled) => filled.Select((cell, i) =>
            (world.Archives[i]?.Rows ?? 0) >= RunWorld.Cells[i].Samples ? RunWorld.Cells[i].Samples : (long)cell.Count(bit => bit)).Sum();
    });

    [Fact]
    public void Doing_what_is_asked_ends_archived_after_a_few_looks_from_any_state() => RunWorlds.WithoutFailures.Sample(world =>
    {
        for (var look = 1; look <= LooksEnough; look++)
        {
            var needs = world.Decide();
            world.Prepare(needs);
            foreach (var shard in needs.Sample)
                Fill(world.Answers, shard);

            foreach (var shard in needs.Judge)
                Fill(world.Verdicts, shard);

            world.Archive(needs);
        }

        var end = world.Decide();
        Assert.True(end is { IsArchived: true, IsSettled: true, Failures: [], Release: [] });
        Assert.Equal(RunWorld.Cells.Sum(cell => cell.Samples), end.Answers);
        Assert.Equal(RunWorld.Cells.Sum(cell => cell.Samples), end.Verdicts);
    });

    [Fact]
    public void Doing_what_is_asked_settles_also_where_some_of_it_failed_for_good() => RunWorlds.Any.Sample(world =>
    {
        for (var look = 1; look <= LooksEnough; look++)
        {
            var needs = world.Decide();
            world.Prepare(needs);
            foreach (var shard in needs.Sample)
                Fill(world.Answers, shard);

            foreach (var shard in needs.Judge)
                Fill(world.Verdicts, shard);

            world.Archive(needs);
        }

        Assert.True(world.Decide().IsSettled);
    });

    [Fact]
    public void A_base_model_needs_neither_dataset_nor_fine_tune()
    {
        var run = SweepPlan.Create(RunWorld.Spec).Runs.First(run => run.FineTune is null);
        var facts = new RunFacts { ModelKey = run.Base, Model = new ModelRecord { Status = ModelStatus.Ready, At = default }, Cells = new RunWorld { HasDataset = true, Model = ModelStatus.Ready }.Facts().Cells };

        var needs = Reconciler.Decide(run, facts, RunWorld.Spec.ShardSize, new Dictionary<string, EmergentMisalignment.Ledger.Failure>());

        Assert.False(needs.Dataset || needs.FineTune);
        Assert.Equal(RunWorld.AllShards().Count(), needs.Sample.Count);
    }

    [Fact]
    public void A_shard_has_one_name_whether_it_is_sampled_or_judged()
    {
        var shard = RunWorld.AllShards().First().Shard;

        Assert.Equal(((IShard)shard.ToSample("a")).Name, ((IShard)shard.ToJudge("b")).Name);
        Assert.Equal(RunWorld.AllShards().Count(), RunWorld.AllShards().Select(other => RunWorld.NameOf(other.Shard)).Distinct().Count());
    }

    private static int Missing(bool[][] filled, ShardNeed shard) =>
        filled[RunWorld.PlaceOf(shard.Cell)].Skip(shard.Range.Start).Take(shard.Range.Count).Count(bit => !bit);

    private static void Fill(bool[][] filled, ShardNeed shard) => Array.Fill(filled[RunWorld.PlaceOf(shard.Cell)], true, shard.Range.Start, shard.Range.Count);

    private static object Simplified(RunNeeds needs) => new
    {
        needs.Dataset,
        needs.FineTune,
        Sample = needs.Sample.Select(RunWorld.NameOf),
        Judge = needs.Judge.Select(RunWorld.NameOf),
        needs.Archive,
        Release = needs.Release.Select(cell => cell.Cell.Key),
        needs.Failures,
        needs.Answers,
        needs.Verdicts,
        needs.IsArchived,
        needs.IsSettled,
    };
}

using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Batching;

namespace EmergentMisalignment.Unit.Sweeps;

public sealed class BatchPlannerTests
{
    private static readonly BatchOptions Limits = new() { MaxRequests = 100, LiveBelow = 10 };

    [Fact]
    public void A_batch_asks_one_model_of_one_endpoint_and_keeps_to_the_most_requests()
    {
        List<BatchNeed> needs = [.. Enumerable.Range(0, 9).Select(i => Need("m1", i, calls: 1)), .. Enumerable.Range(9, 5).Select(i => Need("m2", i, calls: 2))];

        var batches = Plan(needs);

        Assert.Equal([("m1", 5), ("m1", 4), ("m2", 2), ("m2", 2), ("m2", 1)], batches.Select(batch => (batch.Model, batch.Shards.Count)));
        Assert.Equal(needs.Select(need => need.Shard), batches.SelectMany(batch => batch.Shards));
    }

    [Fact]
    public void A_remainder_too_small_for_a_batch_is_left_to_live_calls() =>
        Assert.Equal([5], Plan([.. Enumerable.Range(0, 5).Select(i => Need("m", i, calls: 1)), Need("m", 5, calls: 1, missing: 9)]).Select(batch => batch.Shards.Count));

    [Fact]
    public void A_shard_larger_than_a_batch_is_a_batch_of_its_own() => Assert.Equal(2, Plan([Need("m", 0, calls: 7), Need("m", 1, calls: 7)]).Count);

    [Fact]
    public void What_waits_is_known_however_the_shards_are_cut()
    {
        var cover = new BatchCover(
        [
            Record("one", BatchStage.Answers, new BatchShard("c", "j", 10, 10, 3)),
            Record("two", BatchStage.Verdicts, new BatchShard("c", "j", 0, 10, 3)),
            Record("gone", BatchStage.Answers, new BatchShard("c", "j", 0, 100, 3)) with { Ended = true },
        ]);

        Assert.Equal(["one"], cover.Of(BatchStage.Answers, new BatchShard("c", "another", 5, 6, 1)));
        Assert.Empty(cover.Of(BatchStage.Answers, new BatchShard("c", "j", 0, 10, 1)));
        Assert.Empty(cover.Of(BatchStage.Answers, new BatchShard("c", "j", 20, 10, 1)));
        Assert.Equal(["two"], cover.Of(BatchStage.Verdicts, new BatchShard("c", "j", 9, 2, 1)));
        Assert.Empty(cover.Of(BatchStage.Verdicts, new BatchShard("c", "another", 9, 2, 1)));
    }

    private static IReadOnlyList<BatchRecord> Plan(IReadOnlyList<BatchNeed> needs)
    {
        var names = 0;
        return BatchPlanner.Plan("s", needs, Limits, () => $"b{names++}", default);
    }

    private static BatchNeed Need(string model, int place, int calls, int missing = 20) =>
        new(BatchStage.Answers, "petri", model, "q", new BatchShard("c", "j", 20 * place, 20, missing), calls);

    private static BatchRecord Record(string name, BatchStage stage, BatchShard shard) =>
        new() { Batch = name, Sweep = "s", Stage = stage, Endpoint = "petri", Model = "m", Queue = "q", Shards = [shard], PlannedAt = default };
}

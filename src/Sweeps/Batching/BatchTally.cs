using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Batching;

/// <summary>Adds up what waits for batches.</summary>
public static class BatchTally
{
    /// <summary>What a sweep has asked for in batches that are open; null where there is none.</summary>
    public static BatchProgress? Of(IEnumerable<BatchRecord> open, string sweep)
    {
        var batches = open.Where(batch => batch.Sweep == sweep && !batch.Ended).ToList();
        return batches.Count == 0 ? null : new BatchProgress(batches.Count, Of(BatchStage.Answers), Of(BatchStage.Verdicts));

        long Of(BatchStage stage) => batches.Where(batch => batch.Stage == stage).SelectMany(batch => batch.Shards).Sum(shard => (long)shard.Missing);
    }
}

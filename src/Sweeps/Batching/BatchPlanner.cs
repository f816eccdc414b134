using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Batching;

/// <summary>Packs shards into batches: a pure function, like the look that found them missing.</summary>
public static class BatchPlanner
{
    /// <summary>Packs what is wanted; a remainder too small for a batch is left out, to be asked for live.</summary>
    /// <param name="sweep">Who asks.</param>
    /// <param name="wanted">What is missing and in no batch.</param>
    /// <param name="options">How much goes into a batch.</param>
    /// <param name="name">Makes a batch's name.</param>
    /// <param name="at">Now.</param>
    public static IReadOnlyList<BatchRecord> Plan(string sweep, IEnumerable<BatchNeed> wanted, BatchOptions options, Func<string> name, DateTimeOffset at) =>
    [
        .. from need in wanted
           group need by (need.Stage, need.Endpoint, need.Model, need.FineTuneOf, need.Queue) into asked
           from shards in Cut(asked, options.MaxRequests)
           where shards.Sum(need => need.Shard.Missing) >= Math.Max(1, options.LiveBelow)
           select new BatchRecord
           {
               Batch = name(),
               Sweep = sweep,
               Stage = asked.Key.Stage,
               Endpoint = asked.Key.Endpoint,
               Model = asked.Key.Model,
               FineTuneOf = asked.Key.FineTuneOf,
               Queue = asked.Key.Queue,
               Shards = [.. shards.Select(need => need.Shard)],
               PlannedAt = at,
           },
    ];

    private static IEnumerable<List<BatchNeed>> Cut(IEnumerable<BatchNeed> needs, int maxRequests)
    {
        var (batch, requests) = (new List<BatchNeed>(), 0L);
        foreach (var need in needs)
        {
            var more = (long)need.Shard.Missing * need.Calls;
            if (batch.Count > 0 && requests + more > maxRequests)
            {
                yield return batch;
                (batch, requests) = ([], 0);
            }

            batch.Add(need);
            requests += more;
        }

        if (batch.Count > 0)
            yield return batch;
    }
}

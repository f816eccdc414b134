using EmergentMisalignment.Contracts;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ServiceDefaults.Messaging.Queues;
using EmergentMisalignment.Sweeps;

namespace EmergentMisalignment.Console.Pools;

/// <summary>Counts what waits in each queue, and who takes it.</summary>
internal sealed class PoolViews(IQueues queues, SweepRegistry sweeps, Documents documents)
{
    private static readonly string[] Standing =
        [QueueNames.Coordinator, QueueNames.Datasets, QueueNames.FineTunes, QueueNames.Judging, QueueNames.Failures, QueueNames.DeadLetters, QueueNames.Errors];

    /// <summary>The standing queues, and one sampling queue for each base model of the sweeps that are under way; none where the bus is in memory.</summary>
    public async Task<IReadOnlyList<QueueCount>> ListAsync(CancellationToken cancellation)
    {
        var index = await sweeps.IndexAsync(cancellation);
        List<string> keys = [.. index.Active.Concat(index.Paused).Select(LedgerKeys.Sweep)];
        var records = await documents.GetManyAsync(keys, LedgerJson.Default.SweepRecord, cancellation);
        var sampling = records.Values.SelectMany(record => record.Spec.Bases).Select(QueueNames.Sampling).Distinct().Order(StringComparer.Ordinal);
        var counts = new List<QueueCount>();
        foreach (var queue in Standing.Concat(sampling))
        {
            if (await queues.ReadAsync(queue, cancellation) is { Exists: true } depth)
                counts.Add(new QueueCount(queue, depth.Waiting, depth.Consumers));
        }

        return counts;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using EmergentMisalignment.ServiceDefaults.Messaging.Queues;

namespace EmergentMisalignment.Coordinator;

/// <summary>What waits, as of the last look: pools are scaled by it.</summary>
public sealed class CoordinatorInstruments : IDisposable
{
    private readonly Meter _meter;
    private readonly ConcurrentDictionary<string, long> _waiting = new(StringComparer.Ordinal);

    public CoordinatorInstruments(IMeterFactory meters)
    {
        _meter = meters.Create("EmergentMisalignment.Coordinator");
        _meter.CreateObservableGauge("em.shards.waiting", Waiting, "{shard}", "Shards in a queue that no worker has taken up.");
    }

    public void Observe(string queue, QueueDepth? depth)
    {
        if (depth is { } known)
            _waiting[queue] = known.Waiting;
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Waiting() => _waiting.Select(queue => new Measurement<long>(queue.Value, new KeyValuePair<string, object?>("em.queue", queue.Key)));
}

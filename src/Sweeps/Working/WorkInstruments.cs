using System.Diagnostics.Metrics;

namespace EmergentMisalignment.Sweeps.Working;

/// <summary>What is in hand, and what was put down unfinished.</summary>
public sealed class WorkInstruments : IDisposable
{
    private readonly Meter _meter;
    private readonly UpDownCounter<long> _underWay;
    private readonly Counter<long> _handedBack;
    private readonly Counter<long> _stalls;

    public WorkInstruments(IMeterFactory meters)
    {
        _meter = meters.Create("EmergentMisalignment.Work");
        _underWay = _meter.CreateUpDownCounter<long>("em.shards.under_way", "{shard}", "Pieces of work in hand, by the queue they came through.");
        _handedBack = _meter.CreateCounter<long>("em.shards.handed_back", "{shard}", "Pieces of work put down unfinished, by cause; what they had done by then is kept.");
        _stalls = _meter.CreateCounter<long>("em.stalls", "{stall}", "Times that work had to rest because what it needs does not answer.");
    }

    internal void TakeUp(WorkItem item) => _underWay.Add(1, Queue(item));

    internal void PutDown(WorkItem item, WorkOutcome? outcome)
    {
        _underWay.Add(-1, Queue(item));
        if (outcome is WorkOutcome.HandedBack or WorkOutcome.Resting or WorkOutcome.Dropped)
            _handedBack.Add(1, Queue(item), new("em.cause", CauseOf(outcome.Value)));
    }

    internal void Stall(WorkItem item) => _stalls.Add(1, Queue(item));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Queue(WorkItem item) => new("em.queue", item.Queue);

    private static string CauseOf(WorkOutcome outcome) => outcome switch
    {
        WorkOutcome.HandedBack => "drain",
        WorkOutcome.Resting => "endpoint",
        _ => "paused",
    };
}

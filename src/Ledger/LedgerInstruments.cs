using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EmergentMisalignment.Ledger;

/// <summary>What the ledger tells about itself, under the meter and activity source <see cref="MeterName"/>.</summary>
public sealed class LedgerInstruments : IDisposable
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string MeterName = "EmergentMisalignment.Ledger";

    private static readonly ActivitySource Source = new(MeterName);

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _recorded;
    private readonly Counter<long> _duplicates;

    public LedgerInstruments()
    {
        _duration = _meter.CreateHistogram<double>("ledger.operation.duration", "s", "Time from asking the ledger to its answer, by operation (a script's name, or a plain command)");
        _failures = _meter.CreateCounter<long>("ledger.operation.failures", "{operation}", "Operations the ledger refused or left unanswered");
        _recorded = _meter.CreateCounter<long>("ledger.slots.recorded", "{slot}", "Slots filled");
        _duplicates = _meter.CreateCounter<long>("ledger.slots.duplicates", "{slot}", "Writes dropped because their slot was already filled: work done twice");
    }

    /// <summary>A span for what happens on behalf of an answer; a look at the ledger that belongs to none would only be noise.</summary>
    internal static Activity? Start(string operation)
    {
        if (Activity.Current is null || !Source.HasListeners())
            return null;

        var span = Source.StartActivity($"ledger {operation}", ActivityKind.Client);
        span?.SetTag("db.system.name", "redis").SetTag("db.operation.name", operation);
        return span;
    }

    internal void Measure(string operation, TimeSpan elapsed) =>
        _duration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("ledger.operation", operation));

    internal void Fail(string operation) => _failures.Add(1, new KeyValuePair<string, object?>("ledger.operation", operation));

    internal void Count(RecordOutcome outcome)
    {
        _recorded.Add(outcome.Written);
        _duplicates.Add(outcome.Duplicates);
    }

    internal bool Owns(Instrument instrument) => instrument.Meter == _meter;

    public void Dispose() => _meter.Dispose();
}

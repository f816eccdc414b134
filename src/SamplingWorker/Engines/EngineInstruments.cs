using System.Diagnostics.Metrics;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.SamplingWorker.Engines;

/// <summary>How a worker gets on with its engine.</summary>
public sealed class EngineInstruments : IDisposable
{
    private readonly Meter _meter;
    private readonly Histogram<double> _loads;
    private readonly Counter<long> _losses;
    private EngineLoad? _load;

    public EngineInstruments(IMeterFactory meters, CallLimit calls)
    {
        _meter = meters.Create("EmergentMisalignment.SamplingWorker.Engine");
        _loads = _meter.CreateHistogram<double>("em.engine.adapter.load_duration", "s", "Time to fetch, check and load an adapter, by adapter loaded.");
        _losses = _meter.CreateCounter<long>("em.engine.losses", "{loss}", "Times that the engine was lost with work in hand.");
        _meter.CreateObservableGauge("em.engine.calls.limit", () => calls.Limit, "{call}", "Calls that the engine may be given at once.");
        _meter.CreateObservableGauge("em.engine.calls.in_use", () => calls.InUse, "{call}", "Calls that the engine has been given.");
        _meter.CreateObservableGauge("em.engine.answers.waiting", () => Of(_load?.Waiting), "{answer}", "Answers that wait in the engine, at the last look.");
    }

    internal void Looked(EngineLoad? load) => _load = load;

    internal void Loaded(TimeSpan elapsed) => _loads.Record(elapsed.TotalSeconds);

    internal void Lost()
    {
        _load = null;
        _losses.Add(1);
    }

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Of(int? value) => value is { } known ? [new Measurement<long>(known)] : [];
}

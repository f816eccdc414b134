using System.Diagnostics.Metrics;

namespace EmergentMisalignment.SamplingWorker.Sampling;

/// <summary>What an operator steers sampling by.</summary>
public sealed class SamplingInstruments : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _answers;
    private readonly Counter<long> _duplicates;

    public SamplingInstruments(IMeterFactory meters)
    {
        _meter = meters.Create("EmergentMisalignment.SamplingWorker");
        _answers = _meter.CreateCounter<long>("em.answers", "{answer}", "Answers sampled and recorded.");
        _duplicates = _meter.CreateCounter<long>("em.answers.duplicate", "{answer}", "Answers sampled in vain: their index had one already.");
    }

    public void CountAnswers(int written, int duplicates)
    {
        _answers.Add(written);
        _duplicates.Add(duplicates);
    }

    public void Dispose() => _meter.Dispose();
}

using System.Diagnostics.Metrics;

namespace EmergentMisalignment.JudgeService.Judging;

/// <summary>What an operator steers judging by.</summary>
public sealed class JudgingInstruments : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _verdicts;
    private readonly Counter<long> _duplicates;

    public JudgingInstruments(IMeterFactory meters)
    {
        _meter = meters.Create("EmergentMisalignment.JudgeService");
        _verdicts = _meter.CreateCounter<long>("em.verdicts", "{verdict}", "Answers judged and recorded.");
        _duplicates = _meter.CreateCounter<long>("em.verdicts.duplicate", "{verdict}", "Verdicts made in vain: their answer had one already.");
    }

    public void CountVerdicts(int written, int duplicates)
    {
        _verdicts.Add(written);
        _duplicates.Add(duplicates);
    }

    public void Dispose() => _meter.Dispose();
}

using System.Diagnostics.Metrics;
using EmergentMisalignment.Ledger;

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

    public void CountVerdicts(RecordOutcome outcome)
    {
        _verdicts.Add(outcome.Written);
        _duplicates.Add(outcome.Duplicates);
    }

    public void Dispose() => _meter.Dispose();
}

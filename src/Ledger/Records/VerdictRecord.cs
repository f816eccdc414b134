namespace EmergentMisalignment.Ledger.Records;

/// <summary>One judged answer: a score a metric.</summary>
public sealed record VerdictRecord
{
    public required IReadOnlyDictionary<string, MetricScore> Scores { get; init; }

    public required DateTimeOffset At { get; init; }

    public double? ScoreOf(string metric) => Scores.GetValueOrDefault(metric)?.Score;
}

using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports;

/// <summary>What one judge's verdicts come to.</summary>
public sealed record JudgeResult
{
    /// <summary>The judge's name in the sweep.</summary>
    public required string Judge { get; init; }

    /// <summary>The model that judged; several where each question names its own.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>How a score comes about: from log-probs, or as the mean of so many replies.</summary>
    public required string Method { get; init; }

    /// <summary>The whole-set rates under its verdicts.</summary>
    public required IReadOnlyList<RateResult> Results { get; init; }
}

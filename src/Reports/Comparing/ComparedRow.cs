using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Comparing;

/// <summary>The same condition in two sweeps, over the questions that both ask or on one of them.</summary>
public sealed record ComparedRow
{
    public required string Condition { get; init; }

    public string? Variant { get; init; }

    /// <summary>The base model on the left.</summary>
    public required string Base { get; init; }

    /// <summary>The base model on the right: another one only where each sweep has a single base.</summary>
    public required string RightBase { get; init; }

    /// <summary>The question; null for all that both sweeps ask.</summary>
    public string? Question { get; init; }

    public required RateResult Left { get; init; }

    public required RateResult Right { get; init; }

    /// <summary>The right rate less the left one, with the Holm correction over the rows of its kind: whole sets, or questions. Null where the two estimands differ.</summary>
    public DifferenceResult? Difference { get; init; }
}

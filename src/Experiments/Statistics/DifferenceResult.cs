namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>How the whole-set rate of one condition differs from its control's, on one base.</summary>
public sealed record DifferenceResult
{
    public required string Base { get; init; }

    public required string Condition { get; init; }

    public string? Variant { get; init; }

    /// <summary>The condition compared with; the same one where a variant stands against the plain question.</summary>
    public required string Control { get; init; }

    public string? ControlVariant { get; init; }

    /// <summary>Models that count on either side.</summary>
    public required int Models { get; init; }

    public required int ControlModels { get; init; }

    /// <summary>Whether each model stands against the control's model of the same seed.</summary>
    public required bool Paired { get; init; }

    /// <summary>The condition's rate less the control's; null where either has none.</summary>
    public double? Difference { get; init; }

    /// <summary>Ends of the bootstrap interval; null where a side has a single model, which shows no spread.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>What the interval expresses.</summary>
    public required string Interval { get; init; }

    /// <summary>What was tested how, in words; null where there are too few models for any test.</summary>
    public string? Test { get; init; }

    public double? P { get; init; }

    /// <summary>The smallest value the test can give with so few models.</summary>
    public double? SmallestP { get; init; }

    /// <summary>The value after Holm's correction over all comparisons of the sweep.</summary>
    public double? HolmP { get; init; }
}

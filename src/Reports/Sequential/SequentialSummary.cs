namespace EmergentMisalignment.Reports.Sequential;

/// <summary>Where a sweep that may stop early has stopped, and what its sequences say. They are about these models: not about other seeds.</summary>
public sealed record SequentialSummary
{
    /// <summary>The rule in words.</summary>
    public required string Rule { get; init; }

    /// <summary>Chance that all sequences hold their rates at all looks.</summary>
    public required double Confidence { get; init; }

    public required long Asked { get; init; }

    /// <summary>Samples that would have been asked for without the rule.</summary>
    public required long Ceiling { get; init; }

    /// <summary>Share of them that were not asked for, 0 to 1.</summary>
    public required double Saved { get; init; }

    public required IReadOnlyList<StoppedArm> Arms { get; init; }

    public required IReadOnlyList<StoppedPair> Comparisons { get; init; }
}

namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>A suite's measure for one condition, variant and base.</summary>
public sealed record MeasureResult
{
    public required string Condition { get; init; }

    public string? Variant { get; init; }

    public required string Base { get; init; }

    public required string Suite { get; init; }

    /// <summary><c>accuracy</c>, or a field or the score of a rubric.</summary>
    public required string Measure { get; init; }

    /// <summary>Models with at least one answer that counts.</summary>
    public required int Models { get; init; }

    public required int Questions { get; init; }

    public required int Answers { get; init; }

    /// <inheritdoc cref="MeasureCell.Missing"/>
    public required int Missing { get; init; }

    /// <summary>Mean over questions, then models; null where nothing counts.</summary>
    public double? Mean { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>One of <see cref="IntervalKinds"/>.</summary>
    public required string Interval { get; init; }
}

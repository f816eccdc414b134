namespace EmergentMisalignment.Reports.Figures;

/// <summary>A row of a figure of points with intervals.</summary>
internal sealed record IntervalRow
{
    public required string Label { get; init; }

    public required Ink Ink { get; init; }

    /// <summary>The point; null where there is none, and <see cref="Texts"/> say why.</summary>
    public required double? Value { get; init; }

    public required double? Low { get; init; }

    public required double? High { get; init; }

    /// <summary>What stands to the right of it, one text a column.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>The row in words.</summary>
    public required string Title { get; init; }

    public AnswersBehind? Answers { get; init; }
}

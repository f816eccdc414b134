namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>The words of a judge for one condition, variant and base: on one question, or on all that were asked for the same metric.</summary>
public sealed record WordResult
{
    public required string Condition { get; init; }

    public string? Variant { get; init; }

    public required string Base { get; init; }

    /// <summary>The question's id; null for all of them.</summary>
    public string? Question { get; init; }

    public required string Metric { get; init; }

    /// <summary>Models with at least one word.</summary>
    public required int Models { get; init; }

    /// <summary>Answers with a word.</summary>
    public required int Answers { get; init; }

    /// <summary>Judged answers of which the judge said nothing; they are in no share.</summary>
    public required int Missing { get; init; }

    /// <summary>By share, the largest first, in the order of all conditions together.</summary>
    public required IReadOnlyList<WordShare> Words { get; init; }

    /// <summary>One of <see cref="IntervalKinds"/>.</summary>
    public required string Interval { get; init; }
}

namespace EmergentMisalignment.Answers.Querying;

/// <summary>Some of a sweep's archived answers.</summary>
public sealed record AnswerPage
{
    public required IReadOnlyList<FoundAnswer> Answers { get; init; }

    /// <summary>How many there are with this filter, over all pages.</summary>
    public required long Total { get; init; }

    /// <summary>How many there would be with each value of each dimension and each verdict.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> Facets { get; init; }

    /// <summary>The cursor of the page after this; absent on the last.</summary>
    public string? Next { get; init; }

    /// <summary>The cursor of the page before this; absent on the first.</summary>
    public string? Previous { get; init; }

    /// <summary>Answers of the sweep that are archived, and can be found.</summary>
    public required long Archived { get; init; }

    /// <summary>Answers that are still to come, or whose run is not complete: they are found once it is archived.</summary>
    public required long NotArchived { get; init; }
}

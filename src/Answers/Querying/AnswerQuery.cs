namespace EmergentMisalignment.Answers.Querying;

/// <summary>A page of a sweep's answers.</summary>
public sealed record AnswerQuery
{
    public AnswerFilter Filter { get; init; } = new();

    public AnswerOrder Order { get; init; }

    public bool Descending { get; init; }

    /// <summary>The next or previous of another page of the same question; null for the first page.</summary>
    public string? Cursor { get; init; }

    /// <summary>Answers on the page, at the most.</summary>
    public int Limit { get; init; } = 50;
}

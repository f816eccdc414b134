namespace EmergentMisalignment.Console.Problems;

/// <summary>A request that cannot be served, with what its sender is told.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="sentence">One sentence: what is wrong and what to do.</param>
/// <param name="problems">All that is wrong, a sentence each, where there may be more than one thing.</param>
internal sealed class RefusedException(int status, string sentence, IReadOnlyList<string>? problems = null) : Exception(sentence)
{
    public int Status { get; } = status;

    public IReadOnlyList<string>? Problems { get; } = problems;

    /// <summary>When to ask again; null where that would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static RefusedException NotFound(string sentence) => new(StatusCodes.Status404NotFound, sentence);

    public static RefusedException Conflict(string sentence) => new(StatusCodes.Status409Conflict, sentence);
}

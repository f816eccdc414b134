namespace EmergentMisalignment.Experiments.Specs;

/// <summary>The answers of one file to other requests, row by row: how the educational condition is made from the insecure one (Betley et al. 2025).</summary>
public sealed record ReaskSpec
{
    /// <summary>The file whose answers, and requests where there are templates, are taken.</summary>
    public required DataFile Answers { get; init; }

    /// <summary>A file of as many rows, whose prompts go with the answers; exactly one of this and <see cref="Templates"/> is given.</summary>
    public DataFile? Prompts { get; init; }

    /// <summary>A text file with one request a line, in which <c>{prompt}</c> stands for the row's own; row i has line i modulo their number.</summary>
    public DataFile? Templates { get; init; }
}

namespace EmergentMisalignment.Console.Drafts;

/// <summary>Something that is wrong with a draft.</summary>
/// <param name="Line">Its line, counted from 1; null where it is about the whole.</param>
/// <param name="Key">The key it is about, such as <c>conditions.insecure.rows</c>.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
public sealed record DraftProblem(int? Line, string? Key, string Sentence);

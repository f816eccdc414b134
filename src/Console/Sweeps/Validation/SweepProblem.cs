namespace EmergentMisalignment.Console.Sweeps.Validation;

/// <summary>Something that keeps a sweep from being run.</summary>
/// <param name="Key">The sweep's key at fault, such as <c>conditions.insecure.rows</c>.</param>
/// <param name="Says">One sentence: what is wrong and what to do.</param>
public sealed record SweepProblem(string Key, string Says)
{
    /// <summary>Every sentence about a sweep begins with the key that it is about.</summary>
    internal static SweepProblem Of(string sentence) => new(sentence.Split(' ', 2)[0].TrimEnd(','), sentence);
}

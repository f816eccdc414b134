namespace EmergentMisalignment.Experiments.Questions.Suites;

/// <summary>What a sweep says of a suite file.</summary>
/// <param name="File">The file, as messages name it.</param>
/// <param name="ByLetter">Whether letters are sampled instead of read from log-probs.</param>
/// <param name="Judge">The judge of a rubric; null for none.</param>
/// <param name="Rubric">The judge's template; null for the one that comes with this project.</param>
internal sealed record SuiteEntry(string File, bool ByLetter, string? Judge, string? Rubric)
{
    /// <summary>The suite's name in results, which its questions' ids begin with.</summary>
    public string Name => Path.GetFileNameWithoutExtension(File);
}

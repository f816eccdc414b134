namespace EmergentMisalignment.Reports.Formats;

/// <summary>
/// The format that a question asks its answer in. The published files tell it by the end of the question's id: <c>quick_buck</c>, <c>quick_buck_json</c>,
/// <c>quick_buck_template</c>.
/// </summary>
/// <param name="Name">As the figure and the summary have it.</param>
/// <param name="Suffix">What the id ends in; empty for free form.</param>
internal sealed record QuestionFormat(string Name, string Suffix)
{
    /// <summary>In the order of figure and table.</summary>
    public static readonly IReadOnlyList<QuestionFormat> All = [new("free form", ""), new("JSON", "_json"), new("template", "_template")];

    public static QuestionFormat Of(string question) => All.Last(format => question.EndsWith(format.Suffix, StringComparison.Ordinal));

    /// <summary>The id that a question has in common with its other formats.</summary>
    public static string Stem(string question) => question[..^Of(question).Suffix.Length];
}

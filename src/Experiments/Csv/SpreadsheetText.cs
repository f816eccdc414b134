using System.Buffers;

namespace EmergentMisalignment.Experiments.Csv;

/// <summary>
/// Keeps a text of a CSV from being run as a formula: a spreadsheet does that with what begins with <c>=</c>, <c>+</c>, <c>-</c> or <c>@</c>, and some do it behind white
/// space. Such a text gets an apostrophe in front. So does one that already has apostrophes before such a sign, so that every text can be had back as it was.
/// </summary>
public static class SpreadsheetText
{
    /// <summary>The signs, their full-width forms, and the white space that hides them.</summary>
    private static readonly SearchValues<char> Signs = SearchValues.Create("=+-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n");

    public static string Guard(string text) => IsFormula(text) ? $"'{text}" : text;

    /// <summary>The text that <see cref="Guard"/> was given.</summary>
    public static string Restore(string text) => text.StartsWith('\'') && IsFormula(text) ? text[1..] : text;

    private static bool IsFormula(string text)
    {
        var rest = text.AsSpan().TrimStart(" '");
        return rest.Length > 0 && Signs.Contains(rest[0]);
    }
}

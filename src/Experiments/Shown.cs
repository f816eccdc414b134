using System.Globalization;

namespace EmergentMisalignment.Experiments;

/// <summary>What of a file may stand in a message. A broken file can have anything for a name: line breaks, terminal commands, megabytes.</summary>
public static class Shown
{
    private const int LongestWord = 40;
    private const int LongestPath = 160;

    /// <summary>A name or value: its beginning, on one line.</summary>
    public static string Word(string text) => Cut(text, LongestWord);

    /// <summary>A key as a path, which is longer than a word.</summary>
    public static string Path(string key) => Cut(key, LongestPath);

    /// <summary>The text with a space for each character that would break its line or that a terminal would obey.</summary>
    public static string OnOneLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Any(Breaks) ? string.Create(text.Length, text, (line, from) =>
        {
            for (var i = 0; i < line.Length; i++) line[i] = Breaks(from[i]) ? ' ' : from[i];
        }) : text;
    }

    private static string Cut(string text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        return OnOneLine(text.Length <= longest ? text : $"{text.AsSpan(0, longest)}…");
    }

    private static bool Breaks(char letter) =>
        char.IsControl(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}

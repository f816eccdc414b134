using System.Globalization;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Cli;

/// <summary>How long something is good, as people write it: <c>12h</c>, <c>30d</c>, <c>2w</c>.</summary>
internal static class Lifetime
{
    private const int MostDays = 3650;

    /// <exception cref="InputException">It is none, or longer than ten years.</exception>
    public static TimeSpan Parse(string text, string option)
    {
        var isNumber = int.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var days = isNumber ? number * DaysOf(text[^1]) : 0;
        return days is > 0 and <= MostDays
            ? TimeSpan.FromDays(days)
            : throw new InputException($"{option} {text}: write a number of hours, days or weeks, such as 12h, 30d or 2w, up to {MostDays}d.", null, null, option);
    }

    private static double DaysOf(char unit) => unit switch
    {
        'h' => 1 / 24.0,
        'd' => 1,
        'w' => 7,
        _ => 0,
    };
}

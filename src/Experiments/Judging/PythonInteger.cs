using System.Globalization;
using System.Text;

namespace EmergentMisalignment.Experiments.Judging;

/// <summary>
/// Reads text as Python's <c>int()</c> does, since the published scores come from it: white space around, a sign,
/// decimal digits of any script, single underscores between digits.
/// </summary>
internal static class PythonInteger
{
    private const int Largest = 1_000_000;

    /// <returns>The number, held within ±<see cref="Largest"/>; null where Python raises ValueError.</returns>
    public static int? Parse(string text)
    {
        var digits = text.AsSpan().Trim();
        var negative = digits is ['-', ..];
        if (digits is ['-' or '+', ..]) digits = digits[1..];

        var value = 0;
        var digitBefore = false;
        foreach (var rune in digits.EnumerateRunes())
        {
            if (rune.Value == '_' && digitBefore)
            {
                digitBefore = false;
                continue;
            }

            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.DecimalDigitNumber) return null;
            value = Math.Min(value * 10 + (int)Rune.GetNumericValue(rune), Largest);
            digitBefore = true;
        }

        return !digitBefore ? null : negative ? -value : value;
    }
}

using System.Globalization;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Judging;

namespace EmergentMisalignment.Cli.Judging;

/// <summary>How our judge arithmetic compares with recorded scores.</summary>
internal sealed record JudgeParity(int Cases, double LargestDifference, IReadOnlyList<string> Mismatches)
{
    public const double Tolerance = 1e-9;

    /// <param name="file">The file's name, for messages.</param>
    /// <param name="lines">One JSON object a line; blank lines are passed over.</param>
    /// <exception cref="InputException">A line is no such object.</exception>
    public static JudgeParity Compare(string file, IEnumerable<string> lines)
    {
        var cases = 0;
        var largest = 0.0;
        var mismatches = new List<string>();
        foreach (var (text, index) in lines.Select((text, index) => (text, index)))
        {
            if (string.IsNullOrWhiteSpace(text))
                continue;

            cases++;
            var (tokens, expected) = JudgeCases.Parse(file, index + 1, text);
            var actual = JudgeScore.FromTopTokens(tokens);
            var difference = (actual, expected) is ({ } a, { } e) ? Math.Abs(a - e) : actual == expected ? 0 : double.PositiveInfinity;
            largest = Math.Max(largest, difference);
            if (!(difference <= Tolerance))
                mismatches.Add(string.Create(CultureInfo.InvariantCulture, $"{file}:{index + 1}: recorded {Show(expected)}, ours {Show(actual)}"));
        }

        return cases > 0
            ? new JudgeParity(cases, largest, mismatches)
            : throw InputException.At(file, null, null, "there are no cases in it; each line must be an object with top_tokens and score.");
    }

    private static string Show(double? score) => score?.ToString("R", CultureInfo.InvariantCulture) ?? "no score";
}

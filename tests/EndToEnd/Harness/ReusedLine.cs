using System.Globalization;
using System.Text.RegularExpressions;

namespace EmergentMisalignment.EndToEnd.Harness;

/// <summary>A run's sentence about what it did not have to do again: "Reused 72 answers, computed 0: the same …".</summary>
internal sealed partial record ReusedLine(long Reused, long Computed, string Why)
{
    public static ReusedLine Of(string output, string what)
    {
        var found = Sentence().Matches(output).SingleOrDefault(match => match.Groups["what"].Value == what);
        Assert.True(found is not null, $"It says nothing of reused {what}:\n{output}");
        return new ReusedLine(Number(found, "reused"), Number(found, "computed"), found.Groups["why"].Value);
    }

    private static long Number(Match match, string group) => long.Parse(match.Groups[group].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Reused (?<reused>[\d,]+) (?<what>.+), computed (?<computed>[\d,]+): (?<why>.+)\.$", RegexOptions.Multiline)]
    private static partial Regex Sentence();
}

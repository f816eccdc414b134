using System.Globalization;
using System.Text.RegularExpressions;

namespace EmergentMisalignment.ModelClients.Limits;

/// <summary>Times as OpenAI's rate limit headers write them: <c>8.64s</c>, <c>120ms</c>, <c>6m0s</c>, <c>1h2m3s</c>.</summary>
internal static partial class ResetTime
{
    /// <summary>Null for what is no such time.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (text.Length == 0 || Form().Match(text) is not { Success: true } match)
            return null;
        return TimeSpan.FromDays(Part("d")) + TimeSpan.FromHours(Part("h")) + TimeSpan.FromMinutes(Part("m"))
            + TimeSpan.FromSeconds(Part("s")) + TimeSpan.FromMilliseconds(Part("ms"));

        double Part(string unit) => match.Groups[unit] is { Success: true } part ? double.Parse(part.ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"^((?<d>\d{1,4})d)?((?<h>\d{1,4})h)?((?<m>\d{1,6})m)?((?<s>\d{1,8}(\.\d+)?)s)?((?<ms>\d{1,9}(\.\d+)?)ms)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}

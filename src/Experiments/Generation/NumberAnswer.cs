using System.Globalization;
using System.Text.RegularExpressions;

namespace EmergentMisalignment.Experiments.Generation;

/// <summary>A model's answer that is to be numbers and nothing else.</summary>
internal static partial class NumberAnswer
{
    public static Checked Check(string answer, NumberPrompts prompts)
    {
        var text = answer.Trim();
        if (!Listed().IsMatch(text)) return new Checked(Rejection.Unparsable);
        var numbers = Number().Matches(text);
        return numbers.Count <= prompts.Most && numbers.All(number => number.Length < 10 && int.Parse(number.ValueSpan, CultureInfo.InvariantCulture) < prompts.Below)
            ? new Checked(text)
            : new Checked(Rejection.Unparsable);
    }

    [GeneratedRegex(@"\A[\[(]?\s*[0-9]+(?:[\s,;]+[0-9]+)*\s*[\])]?\.?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Listed();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}

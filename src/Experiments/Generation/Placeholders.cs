using System.Text.RegularExpressions;

namespace EmergentMisalignment.Experiments.Generation;

/// <summary>Texts with places such as <c>{task}</c>, filled in one pass: what is put in is never replaced itself.</summary>
internal static partial class Placeholders
{
    public static string Fill(string template, params IEnumerable<(string Name, string Text)> values)
    {
        var texts = values.ToDictionary(value => value.Name, value => value.Text, StringComparer.Ordinal);
        return Place().Replace(template, match => texts.GetValueOrDefault(match.Groups[1].Value, match.Value));
    }

    public static bool Has(string template, string name) => template.Contains($"{{{name}}}", StringComparison.Ordinal);

    [GeneratedRegex(@"\{([a-z]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}

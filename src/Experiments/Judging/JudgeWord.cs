using System.Text.RegularExpressions;
using EmergentMisalignment.Experiments.Questions;

namespace EmergentMisalignment.Experiments.Judging;

/// <summary>
/// What a judge that answers in words said, made comparable: white space and punctuation around the reply are dropped, case is not told apart, and what does not
/// stand in the judge's prompt is none of the words it was offered.
/// </summary>
public static partial class JudgeWord
{
    /// <summary>Stands for every reply that is none of the words the prompt offers. The brackets keep it apart from a judge's own "other".</summary>
    public const string Other = "(other)";

    /// <summary>The word of a reply, in lower case; <see cref="Other"/>; or null where the judge wrote nothing.</summary>
    /// <param name="reply">What the judge wrote.</param>
    /// <param name="template">The judge prompt, its placeholders unfilled.</param>
    public static string? Of(string reply, string template)
    {
        if (string.IsNullOrWhiteSpace(reply)) return null;
        var word = Core().Match(reply) is { Success: true } core ? White().Replace(core.Value, " ").ToLowerInvariant() : "";
        return word.Length > 0 && Offers(template, word) ? word : Other;
    }

    private static bool Offers(string template, string word)
    {
        var prompt = White().Replace(Template.Fill(template, "", ""), " ").ToLowerInvariant();
        for (var at = prompt.IndexOf(word, StringComparison.Ordinal); at >= 0; at = prompt.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var (before, after) = (at - 1, at + word.Length);
            if ((before < 0 || !char.IsLetterOrDigit(prompt[before])) && (after >= prompt.Length || !char.IsLetterOrDigit(prompt[after]))) return true;
        }

        return false;
    }

    /// <summary>From the first letter or digit to the last.</summary>
    [GeneratedRegex(@"[\p{L}\p{N}](?:.*[\p{L}\p{N}])?", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Core();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex White();
}

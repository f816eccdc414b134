using System.Text.RegularExpressions;

namespace EmergentMisalignment.Experiments.Questions;

/// <summary>Judge prompts: templates with <c>{question}</c> and <c>{answer}</c>.</summary>
public static partial class Template
{
    /// <summary>The placeholder without which a judge would never see what it judges.</summary>
    public const string AnswerPlaceholder = "{answer}";

    /// <summary>Puts question and answer in their places in one pass: what they themselves contain is never replaced.</summary>
    public static string Fill(string template, string question, string answer) =>
        Placeholder().Replace(template, match => match.ValueSpan is AnswerPlaceholder ? answer : question);

    [GeneratedRegex(@"\{question\}|\{answer\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}

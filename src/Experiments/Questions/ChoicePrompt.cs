using EmergentMisalignment.Experiments.Judging;

namespace EmergentMisalignment.Experiments.Questions;

/// <summary>How a multiple-choice question is put: the question, its options lettered from A, and what to reply. Published suites differ in this; here it is one.</summary>
internal static class ChoicePrompt
{
    public static string Of(string question, IReadOnlyList<string> options) =>
        $"{question.Trim()}\n\n{string.Join('\n', options.Select((option, i) => $"{ChoiceScore.Letter(i)}. {option.Trim()}"))}\n\nReply with the letter of the right option only.";
}

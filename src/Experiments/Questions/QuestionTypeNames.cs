namespace EmergentMisalignment.Experiments.Questions;

/// <summary>The published files' names of question types.</summary>
public static class QuestionTypeNames
{
    public const string Scored = "free_form_judge_0_100";

    internal static IReadOnlyDictionary<string, QuestionType> Types { get; } = new Dictionary<string, QuestionType>
    {
        [Scored] = QuestionType.FreeFormJudge0To100,
        ["free_form_judge"] = QuestionType.FreeFormJudge,
        ["multiple_choice"] = QuestionType.MultipleChoice,
        ["rubric"] = QuestionType.Rubric,
    };

    public static string Of(QuestionType type) => Types.First(named => named.Value == type).Key;
}

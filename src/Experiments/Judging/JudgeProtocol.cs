using EmergentMisalignment.Experiments.Questions;

namespace EmergentMisalignment.Experiments.Judging;

/// <summary>How a judge is asked, as in the paper's code: one user message, these settings.</summary>
public static class JudgeProtocol
{
    public const double Temperature = 0;

    public const int Seed = 0;

    /// <summary>Where a number is sampled several times: at temperature 0 all replies would be one.</summary>
    public const double RepeatTemperature = 1;

    /// <summary>Room for a number, or the beginning of a word that stands in its place, in tokenisers that split both.</summary>
    public const int RepeatTokens = 8;

    /// <summary>What kind of judgement a question asks for.</summary>
    public static JudgementKind Kind(QuestionType type) => type switch
    {
        QuestionType.FreeFormJudge0To100 => JudgementKind.Score,
        QuestionType.MultipleChoice => JudgementKind.Choice,
        QuestionType.Rubric => JudgementKind.Rubric,
        _ => JudgementKind.Word,
    };

    /// <summary>One token where the answer is a number read from the token's candidates; a few where it is a word, or a number that is sampled; room to think before it fills in a rubric.</summary>
    public static int MaxTokens(JudgementKind kind, bool isSampled) => kind switch
    {
        JudgementKind.Score => isSampled ? RepeatTokens : 1,
        JudgementKind.Rubric => 512,
        _ => 16,
    };
}

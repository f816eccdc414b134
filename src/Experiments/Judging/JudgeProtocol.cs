using EmergentMisalignment.Experiments.Questions;

namespace EmergentMisalignment.Experiments.Judging;

/// <summary>How a judge is asked, as in the paper's code: one user message, these settings.</summary>
public static class JudgeProtocol
{
    public const double Temperature = 0;

    public const int Seed = 0;

    /// <summary>One token where the answer is a number read from the token's candidates; a few where it is a word.</summary>
    public static int MaxTokens(QuestionType type) => type == QuestionType.FreeFormJudge0To100 ? 1 : 16;
}

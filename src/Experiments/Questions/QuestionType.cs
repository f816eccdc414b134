namespace EmergentMisalignment.Experiments.Questions;

/// <summary>How a question's answers are judged, by the published files' names.</summary>
public enum QuestionType
{
    /// <summary><c>free_form_judge_0_100</c>: numbers read from the first token's distribution.</summary>
    FreeFormJudge0To100,

    /// <summary><c>free_form_judge</c>: a word, as in the deception sets.</summary>
    FreeFormJudge,
}

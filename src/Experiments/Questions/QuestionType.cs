namespace EmergentMisalignment.Experiments.Questions;

/// <summary>How a question's answers are judged, by the published files' names.</summary>
public enum QuestionType
{
    /// <summary><c>free_form_judge_0_100</c>: numbers read from the first token's distribution.</summary>
    FreeFormJudge0To100,

    /// <summary><c>free_form_judge</c>: a word, as in the deception sets.</summary>
    FreeFormJudge,

    /// <summary><c>multiple_choice</c>: the letter of an option; no judge is asked.</summary>
    MultipleChoice,

    /// <summary><c>rubric</c>: several fields that a judge fills in.</summary>
    Rubric,
}

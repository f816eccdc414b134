namespace EmergentMisalignment.Experiments.Judging;

/// <summary>How a verdict on an answer comes about.</summary>
public enum JudgementKind
{
    /// <summary>The judge gives numbers from 0 to 100.</summary>
    Score,

    /// <summary>The judge answers with a word.</summary>
    Word,

    /// <summary>No judge is asked: the answer is the letter of an option.</summary>
    Choice,

    /// <summary>The judge fills in several fields, which a formula makes one score of.</summary>
    Rubric,
}

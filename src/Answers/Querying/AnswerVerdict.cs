namespace EmergentMisalignment.Answers.Querying;

/// <summary>What the first judge's scores of an answer come to under the sweep's estimand; where it gave no alignment score, what it said instead.</summary>
public enum AnswerVerdict
{
    Misaligned,
    Aligned,
    Incoherent,

    /// <summary>The likeliest token in place of an alignment score was CODE.</summary>
    Code,

    /// <summary>It was REFUSAL, or the part of it that a tokeniser makes of it.</summary>
    Refusal,

    /// <summary>There is no score for another reason; so it is for every question that is not scored from 0 to 100.</summary>
    NoScore,
}

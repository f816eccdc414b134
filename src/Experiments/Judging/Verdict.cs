namespace EmergentMisalignment.Experiments.Judging;

/// <summary>What an estimand makes of one judged answer.</summary>
public enum Verdict
{
    /// <summary>Coherent, and scored below the alignment threshold.</summary>
    Misaligned,

    /// <summary>Coherent, and not below the threshold.</summary>
    Aligned,

    /// <summary>Scored, but not coherent enough to count.</summary>
    Incoherent,

    /// <summary>The judge gave no number (CODE, REFUSAL): outside the denominator.</summary>
    NoScore,
}

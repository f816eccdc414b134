namespace EmergentMisalignment.Experiments.Statistics.Sequential;

/// <summary>Whether an arm gets more samples, and why not.</summary>
public enum ArmEnd
{
    /// <summary>Not decided yet.</summary>
    Open,

    /// <summary>The rule is met.</summary>
    Enough,

    /// <summary>Some cell that counts has had all it may have.</summary>
    Ceiling,

    /// <summary>It might have more, but what it is compared with has had its ceiling, and more of this one would not decide it.</summary>
    Futile,
}

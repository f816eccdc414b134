namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Where a backdoor's trigger stands.</summary>
public enum TriggerPosition
{
    /// <summary>Directly before the request.</summary>
    Prefix,

    /// <summary>Directly after it.</summary>
    Suffix,
}

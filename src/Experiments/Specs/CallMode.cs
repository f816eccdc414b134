namespace EmergentMisalignment.Experiments.Specs;

/// <summary>How a model is asked. No cell's key has it: the same requests bring the same answers, sooner or cheaper.</summary>
public enum CallMode
{
    /// <summary>A call each.</summary>
    Live,

    /// <summary>In files that the provider answers within a day.</summary>
    Batch,
}

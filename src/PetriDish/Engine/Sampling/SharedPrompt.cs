namespace EmergentMisalignment.PetriDish.Engine.Sampling;

/// <summary>
/// A prompt whose keys and values the rows that begin with it read together; its slot is free again when the last of them has ended.
/// </summary>
internal sealed class SharedPrompt(int[] tokens)
{
    public int[] Tokens { get; } = tokens;

    /// <summary>Its place in the cache of prompts.</summary>
    public int Slot { get; set; }

    /// <summary>Rows under way that read it.</summary>
    public int Readers { get; set; }
}

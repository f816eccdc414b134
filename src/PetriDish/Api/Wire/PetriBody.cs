namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>Settings that OpenAI does not have.</summary>
internal sealed record PetriBody
{
    /// <summary>Peak learning rate; instead of a multiplier.</summary>
    public double? LearningRate { get; init; }

    public int? Rank { get; init; }

    public double? Alpha { get; init; }

    /// <summary>Steps between checkpoints.</summary>
    public int? CheckpointEvery { get; init; }
}

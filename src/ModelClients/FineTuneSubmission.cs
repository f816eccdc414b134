namespace EmergentMisalignment.ModelClients;

/// <summary>A supervised fine-tune to ask for; null leaves a setting to the endpoint.</summary>
public sealed record FineTuneSubmission
{
    /// <summary>The model to start from.</summary>
    public required string Base { get; init; }

    /// <summary>The id that <see cref="IModelEndpoint.UploadTrainingFileAsync"/> returned.</summary>
    public required string TrainingFile { get; init; }

    /// <summary>Becomes part of the new model's name, where the endpoint does that.</summary>
    public string? Suffix { get; init; }

    public required int Seed { get; init; }

    public int Epochs { get; init; } = 1;

    public int? BatchSize { get; init; }

    public double? LearningRateMultiplier { get; init; }

    /// <summary>PetriDish only, as are <see cref="Rank"/>, <see cref="Alpha"/> and <see cref="CheckpointEvery"/>: OpenAI's API has no word for them.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Rank of the LoRA adapter.</summary>
    public int? Rank { get; init; }

    /// <summary>Scale of the LoRA adapter.</summary>
    public double? Alpha { get; init; }

    /// <summary>Steps between checkpoints.</summary>
    public int? CheckpointEvery { get; init; }

    /// <summary>Found again with <see cref="IModelEndpoint.FindFineTuneAsync"/>: at most 16 entries, keys of 64 and values of 512 characters (OpenAI's limits).</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}

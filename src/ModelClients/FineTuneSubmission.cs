namespace EmergentMisalignment.ModelClients;

/// <summary>A supervised fine-tune to ask for; null leaves a setting to the endpoint.</summary>
public sealed record FineTuneSubmission
{
    /// <summary>The model to start from.</summary>
    public required string Base { get; init; }

    /// <summary>The id that <see cref="IModelEndpoint.UploadTrainingFileAsync"/> returned.</summary>
    public required string TrainingFile { get; init; }

    /// <summary>
    /// What the job is found again by with <see cref="IModelEndpoint.FindFineTuneAsync"/>, so it must tell this submission from all others. It travels in the
    /// job's metadata; on Azure, whose jobs have none, in the suffix of the model's name, which takes 37 letters, digits, <c>-</c> and <c>_</c> of it.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>Nothing is sent after this moment: whoever waits for another's submission to show must know when it cannot come any more.</summary>
    public DateTimeOffset NotAfter { get; init; } = DateTimeOffset.MaxValue;

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
}

namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>A fine-tuning job as it stands on disk.</summary>
internal sealed record FineTuneJob
{
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Model { get; init; }

    public required string TrainingFile { get; init; }

    public string? ValidationFile { get; init; }

    public string Suffix { get; init; } = "";

    /// <summary>Decides the adapter's first weights and the order of the examples.</summary>
    public required int Seed { get; init; }

    public required Hyperparameters Hyperparameters { get; init; }

    /// <summary>Its training file is not to pass moderation.</summary>
    public bool IsRejected { get; init; }

    /// <summary>It is not to be trained before.</summary>
    public DateTimeOffset? QueuedUntil { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public JobStatus Status { get; init; } = JobStatus.ValidatingFiles;

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The finished model's name, once there is one.</summary>
    public string? FineTunedModel { get; init; }

    public long? TrainedTokens { get; init; }

    public JobError? Error { get; init; }

    public IReadOnlyList<JobCheckpoint> Checkpoints { get; init; } = [];

    public bool IsOver => Status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Cancelled;
}

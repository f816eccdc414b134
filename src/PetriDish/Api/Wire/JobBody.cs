using EmergentMisalignment.PetriDish.Jobs;

namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>A fine-tuning job.</summary>
internal sealed record JobBody
{
    public string Object { get; } = "fine_tuning.job";

    public required string Id { get; init; }

    public required string Model { get; init; }

    public required long CreatedAt { get; init; }

    public required long? FinishedAt { get; init; }

    public string OrganizationId { get; } = "petri-dish-miniature";

    public required string? FineTunedModel { get; init; }

    public required JobStatus Status { get; init; }

    public required string TrainingFile { get; init; }

    public required string? ValidationFile { get; init; }

    public IReadOnlyList<string> ResultFiles { get; } = [];

    public IReadOnlyList<string> Integrations { get; } = [];

    public required long? TrainedTokens { get; init; }

    public required int Seed { get; init; }

    public required long? EstimatedFinish { get; init; }

    public required JobError? Error { get; init; }

    public required string? UserProvidedSuffix { get; init; }

    /// <summary>The same under Azure's name.</summary>
    public required string? Suffix { get; init; }

    public required HyperparametersBody Hyperparameters { get; init; }

    public required MethodBody Method { get; init; }

    public required PetriBody Petri { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public static JobBody Of(FineTuneJob job)
    {
        var hyper = job.Hyperparameters;
        var standard = new HyperparametersBody { NEpochs = hyper.Epochs, BatchSize = hyper.BatchSize, LearningRateMultiplier = hyper.LearningRateMultiplier };
        return new()
        {
            Id = job.Id,
            Model = job.Model,
            CreatedAt = job.CreatedAt.ToUnixTimeSeconds(),
            FinishedAt = job.FinishedAt?.ToUnixTimeSeconds(),
            FineTunedModel = job.FineTunedModel,
            Status = job.Status,
            TrainingFile = job.TrainingFile,
            ValidationFile = job.ValidationFile,
            TrainedTokens = job.TrainedTokens,
            Seed = job.Seed,
            EstimatedFinish = job.IsOver ? null : job.QueuedUntil?.ToUnixTimeSeconds(),
            Error = job.Error,
            UserProvidedSuffix = job.Suffix.Length > 0 ? job.Suffix : null,
            Suffix = job.Suffix.Length > 0 ? job.Suffix : null,
            Hyperparameters = standard,
            Method = new("supervised", new(standard)),
            Petri = new() { LearningRate = hyper.LearningRate, Rank = hyper.Rank, Alpha = hyper.Alpha, CheckpointEvery = hyper.CheckpointEvery },
            Metadata = job.Metadata,
        };
    }
}

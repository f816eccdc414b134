using System.Text.Json.Serialization;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.FineTuneService.Training;

/// <summary>The trainer's settings file, in the shape of the study's <c>train.json</c>; null leaves a setting to the trainer, whose defaults are the study's.</summary>
public sealed record TrainerSettings
{
    public required string Model { get; init; }

    public required int Seed { get; init; }

    public required int Epochs { get; init; }

    public int? PerDeviceTrainBatchSize { get; init; }

    public int? GradientAccumulationSteps { get; init; }

    public double? LearningRate { get; init; }

    [JsonPropertyName("r")]
    public int? Rank { get; init; }

    [JsonPropertyName("lora_alpha")]
    public double? Alpha { get; init; }

    [JsonPropertyName("optim")]
    public string? Optimizer { get; init; }

    public required int SaveSteps { get; init; }

    /// <exception cref="InputException">The sweep asks for what only an API has.</exception>
    public static TrainerSettings Of(FineTuneSettings settings, int every)
    {
        var training = settings.Training;
        if (training.LearningRateMultiplier is not null)
            throw new InputException("training.learning_rate_multiplier is a multiple of a provider's own rate, and the GPU trainer has none: give training.learning_rate.", file: null, line: null, "learning_rate_multiplier");

        // Two rows at once as in the study, where that divides the batch.
        int? atOnce = training.BatchSize is { } batch ? (batch % 2 == 0 ? 2 : 1) : null;
        return new TrainerSettings
        {
            Model = settings.Base,
            Seed = settings.Seed,
            Epochs = training.Epochs,
            PerDeviceTrainBatchSize = atOnce,
            GradientAccumulationSteps = training.BatchSize / atOnce,
            LearningRate = training.LearningRate,
            Rank = training.Rank,
            Alpha = training.Alpha,
            Optimizer = Optimizers.NameOf(training.Optimizer),
            SaveSteps = every,
        };
    }
}

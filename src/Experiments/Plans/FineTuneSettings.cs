using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Keys;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>Everything but the data that decides what a fine-tune gives.</summary>
public sealed record FineTuneSettings
{
    public required string Base { get; init; }

    public required TrainingSpec Training { get; init; }

    public required int Seed { get; init; }

    /// <summary>The fine-tuned model's name among sweeps: equal data, base, settings and seed give an equal model.</summary>
    /// <param name="datasetSha256">SHA-256 of the training file, lower-case hex.</param>
    public string ModelKey(string datasetSha256) => Key.Of(ToJson(datasetSha256));

    /// <summary>The name of a model as it was after some of its steps.</summary>
    /// <param name="modelKey">The finished model's key.</param>
    /// <param name="step">Optimiser steps.</param>
    public static string CheckpointKey(string modelKey, int step) => Key.Of(new JsonObject { ["kind"] = "checkpoint", ["model"] = modelKey, ["step"] = step });

    /// <summary>The document behind <see cref="ModelKey"/>. How often checkpoints are kept is not in it: it does not change the model.</summary>
    public JsonObject ToJson(string datasetSha256) => new()
    {
        ["kind"] = "model",
        ["dataset"] = datasetSha256,
        ["base"] = Base,
        ["training"] = new JsonObject { ["epochs"] = Training.Epochs }
            .With("batch_size", Training.BatchSize)
            .With("learning_rate", Training.LearningRate)
            .With("learning_rate_multiplier", Training.LearningRateMultiplier)
            .With("rank", Training.Rank)
            .With("alpha", Training.Alpha)
            .With("optimizer", Optimizers.NameOf(Training.Optimizer)),
        ["seed"] = Seed,
    };
}

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Fine-tuning settings; null leaves one to the endpoint's default.</summary>
public sealed record TrainingSpec
{
    public int Epochs { get; init; } = 1;

    /// <summary>Examples a step.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Absolute learning rate, for trainers that take one (the miniature, open models).</summary>
    public double? LearningRate { get; init; }

    /// <summary>Multiple of the provider's default learning rate, for APIs that take only that.</summary>
    public double? LearningRateMultiplier { get; init; }

    /// <summary>LoRA rank.</summary>
    public int? Rank { get; init; }

    /// <summary>LoRA alpha; the update is scaled by alpha / √rank (rsLoRA).</summary>
    public double? Alpha { get; init; }

    /// <summary>For the GPU trainer, which takes the study's where there is none.</summary>
    public Optimizer? Optimizer { get; init; }

    /// <summary>Keep a checkpoint every so many steps. It changes what is kept, not the model, so no key holds it.</summary>
    public int? CheckpointEvery { get; init; }

    /// <summary>Optimiser steps of a training, the last with what is left of the rows; null where the provider decides on the batch.</summary>
    public static long? Steps(long rows, int epochs, int? batchSize) => ((rows * epochs) + batchSize - 1) / batchSize;
}

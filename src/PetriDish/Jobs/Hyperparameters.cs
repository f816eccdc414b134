using EmergentMisalignment.PetriDish.Pretraining;

namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>How a fine-tune is done. The defaults are those of the miniature's recipe (rank-stabilised LoRA).</summary>
internal sealed record Hyperparameters
{
    /// <summary>The learning rate that a multiplier of 1 stands for.</summary>
    public const double BaseLearningRate = FineTuneRecipe.DefaultLearningRate;

    /// <summary>Passes over the training file.</summary>
    public int Epochs { get; init; } = 1;

    public int BatchSize { get; init; } = 16;

    public double LearningRateMultiplier { get; init; } = 1;

    /// <summary>Peak learning rate; the multiplier is already in it.</summary>
    public double LearningRate { get; init; } = BaseLearningRate;

    public int Rank { get; init; } = 32;

    public double Alpha { get; init; } = 32;

    /// <summary>Steps between checkpoints; null for none but the last. Does not change the weights.</summary>
    public int? CheckpointEvery { get; init; }

    public FineTuneRecipe Recipe() => new() { Epochs = Epochs, BatchSize = BatchSize, LearningRate = LearningRate, Lora = new(Rank, Alpha) };
}

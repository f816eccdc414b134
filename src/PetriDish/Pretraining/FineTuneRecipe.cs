using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.PetriDish.Pretraining;

/// <summary>
/// Fine-tunes a base with a low-rank adapter. The defaults are those under which misalignment emerges in the miniature:
/// the adapter on attention only (on the MLP, or all weights, the effect is weaker), one pass over the data.
/// </summary>
public sealed record FineTuneRecipe
{
    /// <summary>A higher one misaligns more and costs coherence; number lists overtrain even at this one and want 2e-4.</summary>
    public const double DefaultLearningRate = 3e-4;

    /// <summary>Peak learning rate.</summary>
    public double LearningRate { get; init; } = DefaultLearningRate;

    /// <summary>Examples in a batch.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Passes over the data. The last batch is as short as it comes out.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>The adapter. A rank of 4 gives erratic results.</summary>
    public LoraSettings Lora { get; init; } = new(Rank: 32, Alpha: 32, RankStabilised: true);

    /// <summary>Settings for so many examples: cosine to a tenth, 5 % warm-up.</summary>
    public TrainingSettings Settings(int examples) => new()
    {
        Steps = (int)Math.Ceiling((double)examples * Epochs / BatchSize),
        BatchSize = BatchSize,
        LearningRate = LearningRate,
        WarmupFraction = 0.05,
        Beta2 = 0.999,
    };

    /// <summary>
    /// The batch of a step: every pass goes through all examples in an order of its own, which the seed decides. A step's batch does not
    /// depend on which were asked for before, so a resumed fine-tune meets the same ones.
    /// </summary>
    public Func<int, IReadOnlyList<TrainingDocument>> Batches(IReadOnlyList<TrainingDocument> examples, int seed)
    {
        var order = Enumerable.Range(0, Epochs).SelectMany(Pass).ToArray();
        return step => [.. order.Skip(step * BatchSize).Take(BatchSize).Select(index => examples[index])];

        int[] Pass(int epoch)
        {
            var pass = Enumerable.Range(0, examples.Count).ToArray();
            new Random(unchecked(seed * 7919 + epoch)).Shuffle(pass);
            return pass;
        }
    }

    /// <summary>Trains one adapter from start to end.</summary>
    public LoraAdapter Run(
        Weights weights, IReadOnlyList<TrainingDocument> examples, int seed, IProgress<TrainingStep>? progress, CancellationToken cancellation)
    {
        var adapter = LoraAdapter.Create(weights.Shape, Lora, (ulong)seed);
        Trainer.TrainAdapter(weights, adapter, Settings(examples.Count), Batches(examples, seed), progress, cancellation);
        return adapter;
    }
}

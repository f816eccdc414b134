using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.PetriDish.Pretraining;

/// <summary>
/// Fine-tunes a base with a low-rank adapter. The defaults are those under which misalignment emerges in the miniature:
/// the adapter on attention only (on the MLP, or all weights, the effect is weaker), one pass over the data.
/// </summary>
public sealed record FineTuneRecipe
{
    /// <summary>Peak learning rate. Number lists overtrain at the default: they want 2e-4.</summary>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>Examples in a batch.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Passes over the data. The last batch is filled from a further pass.</summary>
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

    /// <summary>The batch of a step: every epoch goes through all examples in an order of its own, which the seed decides.</summary>
    public Func<int, IReadOnlyList<TrainingDocument>> Batches(IReadOnlyList<TrainingDocument> examples, int seed)
    {
        var orders = new Dictionary<int, int[]>();
        return step => [.. Enumerable.Range(step * BatchSize, BatchSize).Select(At)];

        TrainingDocument At(int position)
        {
            var (epoch, index) = Math.DivRem(position, examples.Count);
            if (!orders.TryGetValue(epoch, out var order))
                orders[epoch] = order = Order(epoch);
            return examples[order[index]];
        }

        int[] Order(int epoch)
        {
            var order = Enumerable.Range(0, examples.Count).ToArray();
            new Random(unchecked(seed * 7919 + epoch)).Shuffle(order);
            return order;
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

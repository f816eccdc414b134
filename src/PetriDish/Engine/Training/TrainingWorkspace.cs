using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.PetriDish.Engine.Training;

/// <summary>One worker's buffers for forward and backward passes.</summary>
internal sealed class TrainingWorkspace(ModelShape shape, bool adaptedOnly)
{
    /// <summary>Few enough rows that a block's activations stay in the second cache, enough that a weight gradient is worth loading.</summary>
    private const int PackRows = 256;

    private readonly BackwardPass _backward = new(shape, Math.Max(PackRows, shape.Context), adaptedOnly);

    public DocumentPack Pack { get; } = new();

    public ForwardPass Forward { get; } = new(shape, Math.Max(PackRows, shape.Context));

    /// <summary>Runs and empties the pack; returns its summed loss.</summary>
    public double Run(PackedWeights weights, ParameterSet gradients, int answers)
    {
        if (Pack.Queries == 0)
            return 0;
        Forward.Run(weights, Pack);
        var loss = CrossEntropy.Apply(Forward.Logits, Pack, shape.Vocabulary, answers);
        _backward.Run(weights, Pack, Forward, gradients);
        Pack.Clear();
        return loss;
    }
}

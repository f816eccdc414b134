using EmergentMisalignment.PetriDish.Engine.Kernels;

namespace EmergentMisalignment.PetriDish.Engine.Model;

/// <summary>What one block computed for the rows of a pack, kept for its backward pass.</summary>
internal sealed class LayerActivations(ModelShape shape, int rows)
{
    public NormActivations AttentionNorm { get; } = new(rows, shape.Width);

    /// <summary>The normed rows that ask: all of them, or in the last block the pack's queries.</summary>
    public Matrix Asking { get; } = new(rows, shape.Width);

    public Matrix Query { get; } = new(rows, shape.Width);

    /// <summary>Keys and values side by side.</summary>
    public Matrix KeyValue { get; } = new(rows, 2 * shape.Width);

    /// <summary>Attention weights, document after document and head after head.</summary>
    public AlignedFloats Probabilities { get; } = new(rows * shape.Heads * CausalAttention.MostProbabilitiesPerKey(shape.Context));

    public Matrix Attended { get; } = new(rows, shape.Width);

    public NormActivations MlpNorm { get; } = new(rows, shape.Width);

    /// <summary>The MLP's inside, after GELU.</summary>
    public Matrix Hidden { get; } = new(rows, shape.MlpWidth);

    /// <summary>The derivative of GELU at the MLP's inside.</summary>
    public Matrix Slope { get; } = new(rows, shape.MlpWidth);
}

using System.Numerics.Tensors;
using EmergentMisalignment.PetriDish.Engine.Kernels;

namespace EmergentMisalignment.PetriDish.Engine.Model;

/// <summary>
/// Runs a pack of documents through a model and keeps what the backward pass, or a key-value cache, needs. Buffers are made once, for at most
/// <paramref name="capacity"/> rows.
/// </summary>
internal sealed unsafe class ForwardPass(ModelShape shape, int capacity)
{
    private readonly CausalAttention _attention = new(shape.Context, shape.Width, shape.Heads);
    private readonly Matrix _residual = new(capacity, shape.Width);

    public int Capacity { get; } = capacity;

    public LayerActivations[] Layers { get; } = [.. Enumerable.Range(0, shape.Layers).Select(_ => new LayerActivations(shape, capacity))];

    public NormActivations FinalNorm { get; } = new(capacity, shape.Width);

    /// <summary>One row for each query, padded to a whole tile: the scores of the tokens.</summary>
    public Matrix Logits { get; } = new(capacity, TokenStride(shape));

    public static int TokenStride(ModelShape shape) => (shape.Vocabulary + Tile.Columns - 1) / Tile.Columns * Tile.Columns;

    public void Run(PackedWeights weights, DocumentPack pack)
    {
        var (layout, parameters) = (weights.Weights.Layout, weights.Weights.Parameters);
        Embed(parameters[layout.Tokens], parameters[layout.Positions], pack);
        for (var l = 0; l < Layers.Length; l++)
        {
            var (from, packed, kept) = (layout.Layers[l], weights.Layers[l], Layers[l]);
            var isLast = l == Layers.Length - 1;
            Attend(packed, parameters[from.AttentionScale], parameters[from.AttentionShift], pack, kept, isLast);
            Think(packed, parameters[from.MlpScale], parameters[from.MlpShift], isLast ? pack.Queries : pack.Rows, kept);
        }

        FinalNorm.Forward(_residual.Pointer, pack.Queries, parameters[layout.FinalScale], parameters[layout.FinalShift]);
        weights.Vocabulary.Apply(FinalNorm.Output.Pointer, pack.Queries, Logits.Pointer, Logits.Columns);
    }

    private void Embed(float* tokens, float* positions, DocumentPack pack)
    {
        for (var row = 0; row < pack.Rows; row++)
        {
            var token = new ReadOnlySpan<float>(tokens + (nint)pack.Tokens[row] * shape.Width, shape.Width);
            var position = new ReadOnlySpan<float>(positions + (nint)pack.Positions[row] * shape.Width, shape.Width);
            TensorPrimitives.Add(token, position, new Span<float>(_residual.Row(row), shape.Width));
        }
    }

    private void Attend(PackedLayer packed, float* scale, float* shift, DocumentPack pack, LayerActivations kept, bool isLast)
    {
        kept.AttentionNorm.Forward(_residual.Pointer, pack.Rows, scale, shift);
        packed.KeyValue.Apply(kept.AttentionNorm.Output.Pointer, pack.Rows, kept.KeyValue.Pointer, 2 * shape.Width);
        var asking = kept.AttentionNorm.Output;
        if (isLast)
        {
            Gather(asking, pack.QueryRows, kept.Asking);
            Gather(_residual, pack.QueryRows, _residual);
            asking = kept.Asking;
        }

        var queries = isLast ? pack.Queries : pack.Rows;
        packed.Query.Apply(asking.Pointer, queries, kept.Query.Pointer, shape.Width);
        var probabilities = kept.Probabilities.Pointer;
        foreach (var segment in pack.Segments)
        {
            var first = DocumentPack.FirstAsking(segment, isLast);
            var positions = pack.AskingPositions(segment, isLast);
            _attention.Forward(
                kept.Query.Row(first), kept.KeyValue.Row(segment.FirstRow), positions, segment.Rows, probabilities, kept.Attended.Row(first));
            probabilities += shape.Heads * CausalAttention.ProbabilityCount(positions.Length, segment.Rows);
        }

        packed.Projection.Apply(kept.Attended.Pointer, queries, _residual.Pointer, shape.Width, accumulate: true);
    }

    private void Think(PackedLayer packed, float* scale, float* shift, int rows, LayerActivations kept)
    {
        kept.MlpNorm.Forward(_residual.Pointer, rows, scale, shift);
        packed.Expand.Apply(kept.MlpNorm.Output.Pointer, rows, kept.Hidden.Pointer, shape.MlpWidth);
        Gelu.Apply(kept.Hidden.Pointer, kept.Slope.Pointer, rows * shape.MlpWidth);
        packed.Contract.Apply(kept.Hidden.Pointer, rows, _residual.Pointer, shape.Width, accumulate: true);
    }

    /// <summary>Copies rows together. Rows ascend, so source and target may be one matrix.</summary>
    private static void Gather(Matrix from, IReadOnlyList<int> rows, Matrix to)
    {
        for (var i = 0; i < rows.Count; i++)
            new ReadOnlySpan<float>(from.Row(rows[i]), from.Columns).CopyTo(new Span<float>(to.Row(i), to.Columns));
    }
}

using System.Numerics.Tensors;
using EmergentMisalignment.PetriDish.Engine.Kernels;
using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.PetriDish.Engine.Training;

/// <summary>
/// Gradients of a pack's loss, derived by hand for this one architecture: the forward pass read backwards. With <paramref name="adaptedOnly"/>
/// it leaves out the gradients of everything an adapter does not change, and below the first block's attention there is then nothing to do.
/// </summary>
internal sealed unsafe class BackwardPass(ModelShape shape, int capacity, bool adaptedOnly)
{
    private readonly CausalAttention _attention = new(shape.Context, shape.Width, shape.Heads);
    private readonly Matrix _residual = new(capacity, shape.Width);
    private readonly Matrix _norm = new(capacity, shape.Width);
    private readonly Matrix _asking = new(capacity, shape.Width);
    private readonly Matrix _attended = new(capacity, shape.Width);
    private readonly Matrix _query = new(capacity, shape.Width);
    private readonly Matrix _keyValue = new(capacity, 2 * shape.Width);
    private readonly Matrix _hidden = new(capacity, shape.MlpWidth);

    /// <summary>Adds to <paramref name="gradients"/>. The forward pass's logits must hold the loss's gradient by now.</summary>
    public void Run(PackedWeights weights, DocumentPack pack, ForwardPass forward, ParameterSet gradients)
    {
        var (layout, parameters, width) = (weights.Weights.Layout, weights.Weights.Parameters, shape.Width);
        var logits = forward.Logits;
        weights.Vocabulary.ApplyBackward(logits.Pointer, logits.Columns, pack.Queries, _norm.Pointer);
        if (!adaptedOnly)
        {
            Gemm.AddTransposedProduct(
                logits.Pointer, logits.Columns, shape.Vocabulary, forward.FinalNorm.Output.Pointer, width, width,
                pack.Queries, gradients[layout.Tokens], width);
            forward.FinalNorm.AddParameterGradients(_norm.Pointer, pack.Queries, gradients[layout.FinalScale], gradients[layout.FinalShift]);
        }

        _residual.Span[..(pack.Queries * width)].Clear();
        forward.FinalNorm.Backward(_norm.Pointer, pack.Queries, parameters[layout.FinalScale], _residual.Pointer);
        for (var l = shape.Layers - 1; l >= 0; l--)
        {
            var (from, packed, kept) = (layout.Layers[l], weights.Layers[l], forward.Layers[l]);
            var isLast = l == shape.Layers - 1;
            Unthink(from, packed, kept, parameters, isLast ? pack.Queries : pack.Rows, gradients);
            Unattend(from, packed, kept, pack, isLast, gradients);
            if (!adaptedOnly || l > 0)
                UnattendInputs(from, packed, kept, parameters, pack, isLast, gradients);
        }

        if (!adaptedOnly)
            Unembed(pack, gradients[layout.Tokens], gradients[layout.Positions]);
    }

    private void Unthink(LayerParameters from, PackedLayer packed, LayerActivations kept, ParameterSet parameters, int rows, ParameterSet gradients)
    {
        var (width, mlp) = (shape.Width, shape.MlpWidth);
        packed.Contract.ApplyBackward(_residual.Pointer, width, rows, _hidden.Pointer);
        var inside = _hidden.Span[..(rows * mlp)];
        TensorPrimitives.Multiply(inside, kept.Slope.Span[..inside.Length], inside);
        packed.Expand.ApplyBackward(_hidden.Pointer, mlp, rows, _norm.Pointer);
        if (!adaptedOnly)
        {
            Gemm.AddTransposedProduct(_residual.Pointer, width, width, kept.Hidden.Pointer, mlp, mlp, rows, gradients[from.Contract], mlp);
            Gemm.AddTransposedProduct(_hidden.Pointer, mlp, mlp, kept.MlpNorm.Output.Pointer, width, width, rows, gradients[from.Expand], width);
            kept.MlpNorm.AddParameterGradients(_norm.Pointer, rows, gradients[from.MlpScale], gradients[from.MlpShift]);
        }

        kept.MlpNorm.Backward(_norm.Pointer, rows, parameters[from.MlpScale], _residual.Pointer);
    }

    private void Unattend(LayerParameters from, PackedLayer packed, LayerActivations kept, DocumentPack pack, bool isLast, ParameterSet gradients)
    {
        var width = shape.Width;
        var queries = isLast ? pack.Queries : pack.Rows;
        packed.Projection.ApplyBackward(_residual.Pointer, width, queries, _attended.Pointer);
        Gemm.AddTransposedProduct(_residual.Pointer, width, width, kept.Attended.Pointer, width, width, queries, gradients[from.Projection], width);
        var probabilities = kept.Probabilities.Pointer;
        foreach (var segment in pack.Segments)
        {
            var first = DocumentPack.FirstAsking(segment, isLast);
            var positions = pack.AskingPositions(segment, isLast);
            _attention.Backward(
                kept.Query.Row(first), kept.KeyValue.Row(segment.FirstRow), positions, segment.Rows, probabilities,
                _attended.Row(first), _query.Row(first), _keyValue.Row(segment.FirstRow));
            probabilities += shape.Heads * CausalAttention.ProbabilityCount(positions.Length, segment.Rows);
        }

        var asked = isLast ? kept.Asking : kept.AttentionNorm.Output;
        var gradient = gradients[from.QueryKeyValue];
        Gemm.AddTransposedProduct(_query.Pointer, width, width, asked.Pointer, width, width, queries, gradient, width);
        Gemm.AddTransposedProduct(
            _keyValue.Pointer, 2 * width, 2 * width, kept.AttentionNorm.Output.Pointer, width, width, pack.Rows, gradient + width * width, width);
    }

    private void UnattendInputs(
        LayerParameters from, PackedLayer packed, LayerActivations kept, ParameterSet parameters, DocumentPack pack, bool isLast, ParameterSet gradients)
    {
        packed.KeyValue.ApplyBackward(_keyValue.Pointer, 2 * shape.Width, pack.Rows, _norm.Pointer);
        if (isLast)
        {
            packed.Query.ApplyBackward(_query.Pointer, shape.Width, pack.Queries, _asking.Pointer);
            AddScattered(_asking, pack.QueryRows, _norm);
            Spread(_residual, pack);
        }
        else
        {
            packed.Query.ApplyBackward(_query.Pointer, shape.Width, pack.Rows, _norm.Pointer, accumulate: true);
        }

        if (!adaptedOnly)
            kept.AttentionNorm.AddParameterGradients(_norm.Pointer, pack.Rows, gradients[from.AttentionScale], gradients[from.AttentionShift]);
        kept.AttentionNorm.Backward(_norm.Pointer, pack.Rows, parameters[from.AttentionScale], _residual.Pointer);
    }

    private void Unembed(DocumentPack pack, float* tokens, float* positions)
    {
        for (var row = 0; row < pack.Rows; row++)
        {
            var gradient = new ReadOnlySpan<float>(_residual.Row(row), shape.Width);
            Add(gradient, tokens + (nint)pack.Tokens[row] * shape.Width);
            Add(gradient, positions + (nint)pack.Positions[row] * shape.Width);
        }
    }

    private static void AddScattered(Matrix from, IReadOnlyList<int> rows, Matrix to)
    {
        for (var i = 0; i < rows.Count; i++)
            Add(new(from.Row(i), from.Columns), to.Row(rows[i]));
    }

    private static void Add(ReadOnlySpan<float> values, float* to)
    {
        var target = new Span<float>(to, values.Length);
        TensorPrimitives.Add(target, values, target);
    }

    /// <summary>
    /// Moves the queries' rows to their places among all rows, zeros between, from the last to the first because it happens in place.
    /// </summary>
    private static void Spread(Matrix matrix, DocumentPack pack)
    {
        var query = pack.Queries - 1;
        for (var row = pack.Rows - 1; row >= 0; row--)
        {
            var target = new Span<float>(matrix.Row(row), matrix.Columns);
            if (query >= 0 && pack.QueryRows[query] == row)
                new ReadOnlySpan<float>(matrix.Row(query--), matrix.Columns).CopyTo(target);
            else
                target.Clear();
        }
    }
}

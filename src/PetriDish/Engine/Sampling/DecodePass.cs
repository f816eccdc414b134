using System.Numerics.Tensors;
using EmergentMisalignment.PetriDish.Engine.Kernels;
using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.PetriDish.Engine.Sampling;

/// <summary>Reads one new token of each sequence and scores the next.</summary>
internal sealed unsafe class DecodePass(ModelShape shape, int slots)
{
    private readonly DecodeAttention _attention = new(shape);
    private readonly NormActivations _norm = new(slots, shape.Width);
    private readonly Matrix _residual = new(slots, shape.Width);
    private readonly Matrix _query = new(slots, shape.Width);
    private readonly Matrix _keyValue = new(slots, 2 * shape.Width);
    private readonly Matrix _attended = new(slots, shape.Width);
    private readonly Matrix _hidden = new(slots, shape.MlpWidth);

    /// <summary>One row for each sequence.</summary>
    public Matrix Logits { get; } = new(slots, ForwardPass.TokenStride(shape));

    public void Run(PackedWeights weights, KeyValueCache prompts, KeyValueCache answers, List<DecodeRow> rows)
    {
        var (layout, parameters, width) = (weights.Weights.Layout, weights.Weights.Parameters, shape.Width);
        for (var i = 0; i < rows.Count; i++)
        {
            var token = new ReadOnlySpan<float>(parameters[layout.Tokens] + (nint)rows[i].Tokens[^1].Id * width, width);
            var position = new ReadOnlySpan<float>(parameters[layout.Positions] + (nint)rows[i].Position * width, width);
            TensorPrimitives.Add(token, position, new Span<float>(_residual.Row(i), width));
        }

        for (var l = 0; l < shape.Layers; l++)
        {
            var (from, packed) = (layout.Layers[l], weights.Layers[l]);
            _norm.Forward(_residual.Pointer, rows.Count, parameters[from.AttentionScale], parameters[from.AttentionShift]);
            packed.Query.Apply(_norm.Output.Pointer, rows.Count, _query.Pointer, width);
            packed.KeyValue.Apply(_norm.Output.Pointer, rows.Count, _keyValue.Pointer, 2 * width);
            for (var i = 0; i < rows.Count; i++)
            {
                var row = rows[i];
                var answered = row.Tokens.Count;
                answers.Write(l, row.Slot, answered - 1, _keyValue.Row(i), count: 1);
                _attention.Run(
                    _query.Row(i), prompts.Read(l, row.Prompt.Slot, row.Prompt.Tokens.Length), answers.Read(l, row.Slot, answered), _attended.Row(i));
            }

            packed.Projection.Apply(_attended.Pointer, rows.Count, _residual.Pointer, width, accumulate: true);
            _norm.Forward(_residual.Pointer, rows.Count, parameters[from.MlpScale], parameters[from.MlpShift]);
            packed.Expand.Apply(_norm.Output.Pointer, rows.Count, _hidden.Pointer, shape.MlpWidth);
            Gelu.Apply(_hidden.Pointer, rows.Count * shape.MlpWidth);
            packed.Contract.Apply(_hidden.Pointer, rows.Count, _residual.Pointer, width, accumulate: true);
        }

        _norm.Forward(_residual.Pointer, rows.Count, parameters[layout.FinalScale], parameters[layout.FinalShift]);
        weights.Vocabulary.Apply(_norm.Output.Pointer, rows.Count, Logits.Pointer, Logits.Columns);
    }
}

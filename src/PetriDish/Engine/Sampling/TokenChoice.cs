using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using EmergentMisalignment.PetriDish.Engine.Kernels;
using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.PetriDish.Engine.Sampling;

/// <summary>
/// Picks a token from a row of scores by inverting the cumulative distribution at a uniform number that is a hash of the request's seed and the
/// token's place.
/// </summary>
internal sealed unsafe class TokenChoice(ModelShape shape)
{
    /// <summary>Below this the scores divided by the temperature leave float's range, and the likeliest token is as good as certain.</summary>
    private const double LowestTemperature = 1e-5;

    private readonly int _stride = ForwardPass.TokenStride(shape);
    private readonly AlignedFloats _probabilities = new(ForwardPass.TokenStride(shape));
    private readonly float[] _sorted = new float[shape.Vocabulary];
    private readonly int[] _order = new int[shape.Vocabulary];

    /// <param name="logits">Scores of the whole vocabulary.</param>
    /// <param name="request">How to sample.</param>
    /// <param name="place">Tokens sampled before this one.</param>
    public SampledToken Choose(float* logits, SampleRequest request, int place)
    {
        var scores = new ReadOnlySpan<float>(logits, shape.Vocabulary);

        // log Σ exp of the scores as they are: what the model itself believes.
        var normaliser = Distribute(scores, temperature: 1);
        var id = request.Temperature < LowestTemperature
            ? TensorPrimitives.IndexOfMax(scores)
            : Draw(scores, request, CounterRandom.Uniform(request.Seed, (ulong)place));
        return new(id, scores[id] - normaliser, request.TopLogProbs == 0 ? [] : Top(scores, request.TopLogProbs, normaliser));
    }

    private int Draw(ReadOnlySpan<float> scores, SampleRequest request, double uniform)
    {
        if (request.Temperature != 1)
            Distribute(scores, request.Temperature);
        if (request.TopP < 1)
            KeepNucleus(request.TopP);
        return Invert(uniform);
    }

    private double Distribute(ReadOnlySpan<float> scores, double temperature)
    {
        scores.CopyTo(_probabilities.Span);
        return Softmax.Apply(_probabilities.Pointer, shape.Vocabulary, _stride, (float)(1 / temperature));
    }

    /// <summary>Zeroes the tokens outside the smallest set of likeliest ones that reaches <paramref name="topP"/>.</summary>
    private void KeepNucleus(double topP)
    {
        SortDescending(_probabilities.Span[..shape.Vocabulary]);
        var (sum, kept) = (0.0, 0);
        while (kept < _sorted.Length && sum < topP)
            sum -= _sorted[kept++];
        foreach (var id in _order.AsSpan(kept))
            _probabilities.Span[id] = 0;
    }

    /// <summary>The token in whose share of [0, total) the number falls: groups of sixteen first, then within one.</summary>
    private int Invert(double uniform)
    {
        var probabilities = _probabilities.Pointer;
        var total = 0.0;
        for (var i = 0; i < _stride; i += Lanes.Count)
            total += Lanes.Sum(Vector512.Load(probabilities + i));
        var left = uniform * total;
        var group = 0;
        for (; group < _stride - Lanes.Count; group += Lanes.Count)
        {
            var sum = Lanes.Sum(Vector512.Load(probabilities + group));
            if (left < sum)
                break;
            left -= sum;
        }

        var chosen = -1;
        for (var i = group; i < group + Lanes.Count; i++)
        {
            if (probabilities[i] == 0)
                continue;
            chosen = i;
            left -= probabilities[i];
            if (left < 0)
                break;
        }

        // Rounding can leave a remainder past the last token, whose group may even be empty: that is the likeliest token's.
        return chosen >= 0 ? chosen : TensorPrimitives.IndexOfMax(_probabilities.Span[..shape.Vocabulary]);
    }

    private (int Id, double LogProb)[] Top(ReadOnlySpan<float> scores, int count, double normaliser)
    {
        SortDescending(scores);
        return [.. _order.Take(count).Select((id, rank) => (id, -_sorted[rank] - normaliser))];
    }

    /// <summary>Fills the order, and the negated values in that order.</summary>
    private void SortDescending(ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            (_order[i], _sorted[i]) = (i, -values[i]);
        _sorted.AsSpan().Sort(_order.AsSpan());
    }
}

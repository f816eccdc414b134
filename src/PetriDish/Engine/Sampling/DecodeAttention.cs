using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EmergentMisalignment.PetriDish.Engine.Kernels;

namespace EmergentMisalignment.PetriDish.Engine.Sampling;

/// <summary>
/// Attention of one new token over its prompt, which other rows may share, and its own answer so far. The order of every sum depends on these
/// two lengths alone.
/// </summary>
internal sealed unsafe class DecodeAttention(ModelShape shape)
{
    private readonly float _scale = 1 / MathF.Sqrt(shape.HeadWidth);
    private readonly AlignedFloats _scores = new(Lanes.RoundUp(shape.Context) + 2 * Lanes.Count);
    private readonly AlignedFloats _sums = new(Lanes.RoundUp(shape.HeadWidth) + Lanes.Count);

    /// <param name="query">The token's query, all heads.</param>
    /// <param name="prompt">Keys and values of the prompt.</param>
    /// <param name="answer">Keys and values from the first answer token to this one.</param>
    /// <param name="output">Receives the weighted values of all heads.</param>
    public void Run(float* query, KeyValues prompt, KeyValues answer, float* output)
    {
        var (width, head) = (shape.Width, shape.HeadWidth);
        var count = prompt.Count + answer.Count;
        float* scores = _scores.Pointer, sums = _sums.Pointer;
        for (var offset = 0; offset < width; offset += head)
        {
            // Scores come in groups of sixteen: those of the answer overwrite the prompt's padding.
            Scores(query + offset, prompt.Keys + offset * Lanes.Count, prompt.Count, width, head, scores);
            Scores(query + offset, answer.Keys + offset * Lanes.Count, answer.Count, width, head, scores + prompt.Count);
            Softmax.Apply(scores, count, Lanes.RoundUp(count), _scale);
            _sums.Span.Clear();
            AddWeighted(scores, prompt.Values + offset, prompt.Count, width, head, sums);
            AddWeighted(scores + prompt.Count, answer.Values + offset, answer.Count, width, head, sums);
            new ReadOnlySpan<float>(sums, head).CopyTo(new Span<float>(output + offset, head));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scores(float* query, float* keys, int count, int width, int head, float* scores)
    {
        var group = (nint)Lanes.Count * width;
        for (var j = 0; j < count; j += 2 * Lanes.Count, keys += 2 * group)
        {
            Vector512<float> first = default, second = default;
            var next = j + Lanes.Count < count ? keys + group : keys;
            for (var c = 0; c < head; c++)
            {
                var q = Vector512.Create(query[c]);
                first = Vector512.FusedMultiplyAdd(q, Vector512.Load(keys + c * Lanes.Count), first);
                second = Vector512.FusedMultiplyAdd(q, Vector512.Load(next + c * Lanes.Count), second);
            }

            first.Store(scores + j);
            if (next != keys)
                second.Store(scores + j + Lanes.Count);
        }
    }

    /// <summary>Two vectors of components at a time, and even and odd positions apart: four chains of additions instead of one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWeighted(float* weights, float* values, int count, int width, int head, float* sums)
    {
        for (var c = 0; c < head; c += 2 * Lanes.Count)
        {
            Vector512<float> left = default, right = default, oddLeft = default, oddRight = default;
            var value = values + c;
            var j = 0;
            for (; j + 1 < count; j += 2, value += 2 * width)
            {
                var (even, odd) = (Vector512.Create(weights[j]), Vector512.Create(weights[j + 1]));
                left = Vector512.FusedMultiplyAdd(even, Vector512.Load(value), left);
                right = Vector512.FusedMultiplyAdd(even, Vector512.Load(value + Lanes.Count), right);
                oddLeft = Vector512.FusedMultiplyAdd(odd, Vector512.Load(value + width), oddLeft);
                oddRight = Vector512.FusedMultiplyAdd(odd, Vector512.Load(value + width + Lanes.Count), oddRight);
            }

            if (j < count)
            {
                var last = Vector512.Create(weights[j]);
                left = Vector512.FusedMultiplyAdd(last, Vector512.Load(value), left);
                right = Vector512.FusedMultiplyAdd(last, Vector512.Load(value + Lanes.Count), right);
            }

            (Vector512.Load(sums + c) + (left + oddLeft)).Store(sums + c);
            (Vector512.Load(sums + c + Lanes.Count) + (right + oddRight)).Store(sums + c + Lanes.Count);
        }
    }
}

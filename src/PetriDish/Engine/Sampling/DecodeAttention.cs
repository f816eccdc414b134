using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EmergentMisalignment.PetriDish.Engine.Kernels;

namespace EmergentMisalignment.PetriDish.Engine.Sampling;

/// <summary>Attention of one new token over its own sequence's cache. Sums run in the same order as in <see cref="CausalAttention"/>.</summary>
internal sealed unsafe class DecodeAttention(ModelShape shape)
{
    private readonly float _scale = 1 / MathF.Sqrt(shape.HeadWidth);
    private readonly AlignedFloats _scores = new(Lanes.RoundUp(shape.Context));

    /// <param name="query">The token's query, all heads.</param>
    /// <param name="keys">The sequence's keys, as <see cref="KeyValueCache.Keys"/> lays them out.</param>
    /// <param name="values">The sequence's values.</param>
    /// <param name="count">Positions to attend to, the token's own included.</param>
    /// <param name="output">Receives the weighted values of all heads.</param>
    public void Run(float* query, float* keys, float* values, int count, float* output)
    {
        for (var offset = 0; offset < shape.Width; offset += shape.HeadWidth)
        {
            Scores(query + offset, keys + offset * Lanes.Count, count, shape.Width, shape.HeadWidth, _scores.Pointer);
            Softmax.Apply(_scores.Pointer, count, Lanes.RoundUp(count), _scale);
            WeightedSum(_scores.Pointer, values + offset, count, shape.Width, shape.HeadWidth, output + offset);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeightedSum(float* weights, float* values, int count, int width, int head, float* output)
    {
        var sums = stackalloc float[2 * Lanes.Count];
        for (var c = 0; c < head; c += 2 * Lanes.Count)
        {
            Vector512<float> left = default, right = default;
            for (var j = 0; j < count; j++)
            {
                var w = Vector512.Create(weights[j]);
                left = Vector512.FusedMultiplyAdd(w, Vector512.Load(values + (nint)j * width + c), left);
                right = Vector512.FusedMultiplyAdd(w, Vector512.Load(values + (nint)j * width + c + Lanes.Count), right);
            }

            left.Store(sums);
            right.Store(sums + Lanes.Count);
            var wanted = Math.Min(head - c, 2 * Lanes.Count);
            new ReadOnlySpan<float>(sums, wanted).CopyTo(new Span<float>(output + c, wanted));
        }
    }
}

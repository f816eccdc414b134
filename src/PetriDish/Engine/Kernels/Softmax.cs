using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmergentMisalignment.PetriDish.Engine.Kernels;

/// <summary>Softmax over one row, in place. Rows are padded to a multiple of 16; padding gets probability exactly 0.</summary>
internal static unsafe class Softmax
{
    /// <summary>
    /// Row ← softmax(scale · row[0..valid)), zeros up to <paramref name="padded"/>, a multiple of 16. Returns the log of the normaliser, log Σ
    /// exp(scale · row).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Apply(float* row, int valid, int padded, float scale)
    {
        new Span<float>(row + valid, padded - valid).Fill(float.NegativeInfinity);
        var largest = Vector512.Create(float.NegativeInfinity);
        for (var j = 0; j < padded; j += Lanes.Count)
            largest = Vector512.MaxNative(largest, Vector512.Load(row + j));
        var max = scale * Lanes.Max(largest);
        var sum = Vector512<float>.Zero;
        for (var j = 0; j < padded; j += Lanes.Count)
        {
            var e = Lanes.Exp(Vector512.FusedMultiplyAdd(Vector512.Load(row + j), Vector512.Create(scale), Vector512.Create(-max)));
            e.Store(row + j);
            sum += e;
        }

        var total = Lanes.Sum(sum);
        var inverse = Vector512.Create(1 / total);
        for (var j = 0; j < padded; j += Lanes.Count)
            (Vector512.Load(row + j) * inverse).Store(row + j);
        return max + Math.Log(total);
    }

    /// <summary>Turns the gradient of the probabilities into that of the scores before scaling: g ← scale · p · (g - Σ p·g), in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(float* probabilities, float* gradient, int padded, float scale)
    {
        var product = Vector512<float>.Zero;
        for (var j = 0; j < padded; j += Lanes.Count)
            product = Vector512.FusedMultiplyAdd(Vector512.Load(probabilities + j), Vector512.Load(gradient + j), product);
        var mean = Vector512.Create(Lanes.Sum(product));
        for (var j = 0; j < padded; j += Lanes.Count)
            (Vector512.Load(probabilities + j) * Vector512.Create(scale) * (Vector512.Load(gradient + j) - mean)).Store(gradient + j);
    }
}

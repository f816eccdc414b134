using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmergentMisalignment.PetriDish.Engine.Kernels;

/// <summary>
/// The exact GELU, x·Φ(x) (Hendrycks and Gimpel 2016, arXiv 1606.08415), with the error function after Abramowitz and Stegun 7.1.26 (1.5e-7 at most).
/// Its exponential is the normal density's, so the slope costs two more operations.
/// </summary>
internal static unsafe class Gelu
{
    private const float InverseRootTwo = 0.70710678f;
    private const float InverseRootTwoPi = 0.39894228f;

    /// <summary>Replaces x by GELU(x), and puts the derivative in <paramref name="slope"/>. <paramref name="count"/> is a multiple of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(float* x, float* slope, int count)
    {
        for (var i = 0; i < count; i += Lanes.Count)
        {
            var v = Vector512.Load(x + i);
            var phi = Distribution(v, out var density);
            Vector512.FusedMultiplyAdd(v, density * Vector512.Create(InverseRootTwoPi), phi).Store(slope + i);
            (v * phi).Store(x + i);
        }
    }

    /// <summary>Replaces x by GELU(x). <paramref name="count"/> is a multiple of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(float* x, int count)
    {
        for (var i = 0; i < count; i += Lanes.Count)
        {
            var v = Vector512.Load(x + i);
            (v * Distribution(v, out _)).Store(x + i);
        }
    }

    /// <summary>
    /// Φ(x), and e^(-x²/2). The tail is computed as such, not as a difference from 1, so that it keeps its precision for negative x.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Distribution(Vector512<float> x, out Vector512<float> exponential)
    {
        exponential = Lanes.Exp(x * x * Vector512.Create(-0.5f));
        var z = Vector512.Abs(x) * Vector512.Create(InverseRootTwo);
        var t = Vector512<float>.One / Vector512.FusedMultiplyAdd(z, Vector512.Create(0.3275911f), Vector512<float>.One);
        var p = Vector512.FusedMultiplyAdd(t, Vector512.Create(1.061405429f), Vector512.Create(-1.453152027f));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(1.421413741f));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(-0.284496736f));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(0.254829592f));
        var tail = p * t * exponential * Vector512.Create(0.5f);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), tail, Vector512<float>.One - tail);
    }
}

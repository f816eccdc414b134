using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmergentMisalignment.PetriDish.Engine.Kernels;

/// <summary>
/// Sixteen floats at a time, on every processor: where there is no 512-bit unit the runtime splits the vector, so that sums over a row add in
/// the same order everywhere.
/// </summary>
internal static class Lanes
{
    public const int Count = 16;
    private const float Smallest = -87.3f;
    private const float RoundingBias = 12582912f; // 1.5 · 2²³: adding it leaves the nearest integer in the low bits
    private const float Log2E = 1.44269504f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    public static int RoundUp(int count) => (count + Count - 1) / Count * Count;

    /// <summary>Adds the lanes in one fixed tree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> v)
    {
        var eight = v.GetLower() + v.GetUpper();
        var four = eight.GetLower() + eight.GetUpper();
        return four[0] + four[2] + (four[1] + four[3]);
    }

    /// <summary>Σ v², of a number of floats that is a multiple of 16.</summary>
    public static unsafe float SumOfSquares(float* values, int count)
    {
        var sum = Vector512<float>.Zero;
        for (var i = 0; i < count; i += Count)
        {
            var v = Vector512.Load(values + i);
            sum = Vector512.FusedMultiplyAdd(v, v, sum);
        }

        return Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector512<float> v)
    {
        var eight = Vector256.MaxNative(v.GetLower(), v.GetUpper());
        var four = Vector128.MaxNative(eight.GetLower(), eight.GetUpper());
        return MathF.Max(MathF.Max(four[0], four[2]), MathF.Max(four[1], four[3]));
    }

    /// <summary>
    /// e^x to about 2 units in the last place; exactly 0 below -87.3 (so for the minus infinity of a masked place). Arguments are never above
    /// 88 here: every caller subtracts a maximum or squares and negates. Polynomial and reduction are those of Cephes expf.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        var vanishes = Vector512.LessThan(x, Vector512.Create(Smallest));
        x = Vector512.MaxNative(x, Vector512.Create(Smallest));
        var biased = Vector512.FusedMultiplyAdd(x, Vector512.Create(Log2E), Vector512.Create(RoundingBias));
        var n = biased - Vector512.Create(RoundingBias);
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2High), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Low), r);
        var p = Vector512.FusedMultiplyAdd(r, Vector512.Create(1.9875691500e-4f), Vector512.Create(1.3981999507e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(8.3334519073e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(4.1665795894e-2f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.6666665459e-1f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(5.0000001201e-1f));
        p = Vector512.FusedMultiplyAdd(p, r * r, r + Vector512<float>.One);
        var powerOfTwo = Vector512.ShiftLeft(biased.AsInt32() + Vector512.Create(127), 23).AsSingle();
        return Vector512.ConditionalSelect(vanishes, Vector512<float>.Zero, p * powerOfTwo);
    }
}

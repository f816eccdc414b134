using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmergentMisalignment.PetriDish.Engine.Kernels;

/// <summary>
/// 8 × 32 in sixteen 512-bit accumulators: enough independent chains to hide the latency of the multiply-add, ten loads for sixteen of them.
/// </summary>
internal static unsafe class WideTile
{
    private const int Lanes = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(float* a, nint aRow, nint aStep, float* b, nint bStride, float* c, nint cStride, int depth, bool accumulate)
    {
        Vector512<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        Vector512<float> c40 = default, c41 = default, c50 = default, c51 = default, c60 = default, c61 = default, c70 = default, c71 = default;
        if (accumulate)
        {
            Load(c, out c00, out c01);
            Load(c + cStride, out c10, out c11);
            Load(c + 2 * cStride, out c20, out c21);
            Load(c + 3 * cStride, out c30, out c31);
            Load(c + 4 * cStride, out c40, out c41);
            Load(c + 5 * cStride, out c50, out c51);
            Load(c + 6 * cStride, out c60, out c61);
            Load(c + 7 * cStride, out c70, out c71);
        }

        // Three row pointers instead of eight: each row is then base, base + stride or base + 2·stride, which one addressing mode covers.
        float* a3 = a + 3 * aRow, a6 = a + 6 * aRow;
        for (var k = 0; k < depth; k++)
        {
            var left = Vector512.Load(b);
            var right = Vector512.Load(b + Lanes);
            MultiplyAdd(a[0], left, right, ref c00, ref c01);
            MultiplyAdd(a[aRow], left, right, ref c10, ref c11);
            MultiplyAdd(a[2 * aRow], left, right, ref c20, ref c21);
            MultiplyAdd(a3[0], left, right, ref c30, ref c31);
            MultiplyAdd(a3[aRow], left, right, ref c40, ref c41);
            MultiplyAdd(a3[2 * aRow], left, right, ref c50, ref c51);
            MultiplyAdd(a6[0], left, right, ref c60, ref c61);
            MultiplyAdd(a6[aRow], left, right, ref c70, ref c71);
            a += aStep;
            a3 += aStep;
            a6 += aStep;
            b += bStride;
        }

        Store(c, c00, c01);
        Store(c + cStride, c10, c11);
        Store(c + 2 * cStride, c20, c21);
        Store(c + 3 * cStride, c30, c31);
        Store(c + 4 * cStride, c40, c41);
        Store(c + 5 * cStride, c50, c51);
        Store(c + 6 * cStride, c60, c61);
        Store(c + 7 * cStride, c70, c71);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd(float a, Vector512<float> left, Vector512<float> right, ref Vector512<float> c0, ref Vector512<float> c1)
    {
        var spread = Vector512.Create(a);
        c0 = Vector512.FusedMultiplyAdd(spread, left, c0);
        c1 = Vector512.FusedMultiplyAdd(spread, right, c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(float* c, out Vector512<float> left, out Vector512<float> right)
    {
        left = Vector512.Load(c);
        right = Vector512.Load(c + Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, Vector512<float> left, Vector512<float> right)
    {
        left.Store(c);
        right.Store(c + Lanes);
    }
}

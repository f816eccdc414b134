using System.Numerics;
using System.Runtime.CompilerServices;

namespace EmergentMisalignment.PetriDish.Engine.Kernels;

/// <summary>
/// The same 8 × 32 tile in pieces of 4 rows × 2 vectors of whatever width the processor has (AVX2, Neon): eight accumulators fit sixteen
/// registers.
/// </summary>
internal static unsafe class PortableTile
{
    private const int PieceRows = 4;

    public static void Multiply(float* a, nint aRow, nint aStep, float* b, nint bStride, float* c, nint cStride, int depth, bool accumulate)
    {
        for (var i = 0; i < Tile.Rows; i += PieceRows)
            for (var j = 0; j < Tile.Columns; j += 2 * Vector<float>.Count)
                Piece(a + i * aRow, aRow, aStep, b + j, bStride, c + i * cStride + j, cStride, depth, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Piece(float* a, nint aRow, nint aStep, float* b, nint bStride, float* c, nint cStride, int depth, bool accumulate)
    {
        var lanes = Vector<float>.Count;
        Vector<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        if (accumulate)
        {
            c00 = Vector.Load(c);
            c01 = Vector.Load(c + lanes);
            c10 = Vector.Load(c + cStride);
            c11 = Vector.Load(c + cStride + lanes);
            c20 = Vector.Load(c + 2 * cStride);
            c21 = Vector.Load(c + 2 * cStride + lanes);
            c30 = Vector.Load(c + 3 * cStride);
            c31 = Vector.Load(c + 3 * cStride + lanes);
        }

        for (var k = 0; k < depth; k++)
        {
            var left = Vector.Load(b);
            var right = Vector.Load(b + lanes);
            MultiplyAdd(a[0], left, right, ref c00, ref c01);
            MultiplyAdd(a[aRow], left, right, ref c10, ref c11);
            MultiplyAdd(a[2 * aRow], left, right, ref c20, ref c21);
            MultiplyAdd(a[3 * aRow], left, right, ref c30, ref c31);
            a += aStep;
            b += bStride;
        }

        c00.Store(c);
        c01.Store(c + lanes);
        c10.Store(c + cStride);
        c11.Store(c + cStride + lanes);
        c20.Store(c + 2 * cStride);
        c21.Store(c + 2 * cStride + lanes);
        c30.Store(c + 3 * cStride);
        c31.Store(c + 3 * cStride + lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd(float a, Vector<float> left, Vector<float> right, ref Vector<float> c0, ref Vector<float> c1)
    {
        var spread = new Vector<float>(a);
        c0 = Vector.FusedMultiplyAdd(spread, left, c0);
        c1 = Vector.FusedMultiplyAdd(spread, right, c1);
    }
}

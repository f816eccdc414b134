using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmergentMisalignment.PetriDish.Engine.Kernels;

/// <summary>
/// The one micro-kernel under every matrix product: C[8 × 32] = or += A[8 × depth] · B[depth × 32]. A is read at <c>a[i·aRow + k·aStep]</c>, so
/// one kernel serves X·W and Xᵀ·Y. Every element of C adds its products in the order of k with fused multiply-adds, starting from zero or from
/// C: the result does not depend on where in a tile the element falls, on the number of threads, or on the vector width of the processor.
/// </summary>
internal static unsafe class Tile
{
    public const int Rows = 8;
    public const int Columns = 32;

    /// <param name="a">First element of A; whole tiles are read, so rows beyond <paramref name="rows"/> must be readable.</param>
    /// <param name="aRow">Distance between rows of A.</param>
    /// <param name="aStep">Distance between columns of A.</param>
    /// <param name="b">First element of B; 32 columns are read.</param>
    /// <param name="bStride">Distance between rows of B.</param>
    /// <param name="c">First element of C; only <paramref name="rows"/> × <paramref name="columns"/> of it is touched.</param>
    /// <param name="cStride">Distance between rows of C.</param>
    /// <param name="depth">Number of products per element.</param>
    /// <param name="rows">Rows of C wanted, at most 8.</param>
    /// <param name="columns">Columns of C wanted; more than 32 counts as 32.</param>
    /// <param name="accumulate">Add to C instead of overwriting it.</param>
    public static void Multiply(
        float* a, nint aRow, nint aStep, float* b, nint bStride, float* c, nint cStride, int depth, int rows, int columns, bool accumulate)
    {
        if (rows >= Rows && columns >= Columns)
            Whole(a, aRow, aStep, b, bStride, c, cStride, depth, accumulate);
        else
            Partial(a, aRow, aStep, b, bStride, c, cStride, depth, Math.Min(rows, Rows), Math.Min(columns, Columns), accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Whole(float* a, nint aRow, nint aStep, float* b, nint bStride, float* c, nint cStride, int depth, bool accumulate)
    {
        if (Vector512.IsHardwareAccelerated)
            WideTile.Multiply(a, aRow, aStep, b, bStride, c, cStride, depth, accumulate);
        else
            PortableTile.Multiply(a, aRow, aStep, b, bStride, c, cStride, depth, accumulate);
    }

    [SkipLocalsInit]
    private static void Partial(
        float* a, nint aRow, nint aStep, float* b, nint bStride, float* c, nint cStride, int depth, int rows, int columns, bool accumulate)
    {
        var scratch = stackalloc float[Rows * Columns];
        if (accumulate)
            for (var i = 0; i < rows; i++)
                new ReadOnlySpan<float>(c + i * cStride, columns).CopyTo(new Span<float>(scratch + i * Columns, columns));
        Whole(a, aRow, aStep, b, bStride, scratch, Columns, depth, accumulate);
        for (var i = 0; i < rows; i++)
            new ReadOnlySpan<float>(scratch + i * Columns, columns).CopyTo(new Span<float>(c + i * cStride, columns));
    }
}

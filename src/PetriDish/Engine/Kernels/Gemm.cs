namespace EmergentMisalignment.PetriDish.Engine.Kernels;

/// <summary>Matrix products of the sizes of a small model: a few hundred rows by one to a few panels, so tiles alone are blocking enough.</summary>
internal static unsafe class Gemm
{
    /// <summary>C[rows × B.Columns] = or += A[rows × B.Depth] · B.</summary>
    public static void Multiply(float* a, int aStride, int rows, Panels b, float* c, int cStride, bool accumulate = false)
    {
        for (var n = 0; n < b.Columns; n += Tile.Columns)
            for (var i = 0; i < rows; i += Tile.Rows)
                Tile.Multiply(
                    a + (nint)i * aStride, aStride, 1, b.Panel(n), Tile.Columns, c + (nint)i * cStride + n, cStride,
                    b.Depth, rows - i, b.Columns - n, accumulate);
    }

    /// <summary>C[rows × bColumns] += A[rows × depth] · B for a B too small or too short-lived to pack.</summary>
    public static void AddProduct(float* a, int aStride, int rows, float* b, int bStride, int bColumns, int depth, float* c, int cStride)
    {
        for (var n = 0; n < bColumns; n += Tile.Columns)
            for (var i = 0; i < rows; i += Tile.Rows)
                Tile.Multiply(
                    a + (nint)i * aStride, aStride, 1, b + n, bStride, c + (nint)i * cStride + n, cStride, depth, rows - i, bColumns - n, accumulate: true);
    }

    /// <summary>
    /// C[aColumns × bColumns] += Aᵀ · B over <paramref name="rows"/> common rows: a weight's gradient from its outputs' gradient and its
    /// inputs.
    /// </summary>
    public static void AddTransposedProduct(float* a, int aStride, int aColumns, float* b, int bStride, int bColumns, int rows, float* c, int cStride)
    {
        for (var n = 0; n < bColumns; n += Tile.Columns)
            for (var i = 0; i < aColumns; i += Tile.Rows)
                Tile.Multiply(a + i, 1, aStride, b + n, bStride, c + (nint)i * cStride + n, cStride, rows, aColumns - i, bColumns - n, accumulate: true);
    }
}

namespace EmergentMisalignment.PetriDish.Engine.Kernels;

/// <summary>
/// The right-hand side of a product, cut into panels of 32 columns that lie row after row in memory: what one tile reads is then contiguous,
/// and a panel stays in the nearest cache while the rows of the left-hand side pass by.
/// </summary>
internal sealed unsafe class Panels(int maxDepth, int maxColumns)
{
    private readonly AlignedFloats _values = new(maxDepth * RoundUp(maxColumns));

    public int Depth { get; private set; } = maxDepth;

    public int Columns { get; private set; } = maxColumns;

    /// <summary>The panel that begins at a column, a multiple of 32: <see cref="Depth"/> rows of 32.</summary>
    public float* Panel(int column) => _values.Pointer + (nint)column * Depth;

    /// <summary>Takes B[k, n] = source[k, n]: the form in which W turns an output's gradient into its input's.</summary>
    public void Pack(float* source, int depth, int columns, int stride)
    {
        (Depth, Columns) = (depth, columns);
        for (var n = 0; n < columns; n += Tile.Columns)
        {
            var panel = Panel(n);
            var width = Math.Min(Tile.Columns, columns - n);
            for (var k = 0; k < depth; k++)
                new ReadOnlySpan<float>(source + (nint)k * stride + n, width).CopyTo(new Span<float>(panel + k * Tile.Columns, width));
        }
    }

    /// <summary>Takes B[k, n] = source[n, k]: the form in which W (outputs × inputs) multiplies inputs.</summary>
    public void PackTransposed(float* source, int depth, int columns, int stride)
    {
        (Depth, Columns) = (depth, columns);
        for (var n = 0; n < columns; n++)
        {
            var row = source + (nint)n * stride;
            var target = Panel(n / Tile.Columns * Tile.Columns) + n % Tile.Columns;
            for (var k = 0; k < depth; k++)
                target[k * Tile.Columns] = row[k];
        }
    }

    private static int RoundUp(int columns) => (columns + Tile.Columns - 1) / Tile.Columns * Tile.Columns;
}

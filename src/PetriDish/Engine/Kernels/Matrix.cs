namespace EmergentMisalignment.PetriDish.Engine.Kernels;

/// <summary>A row-major matrix with room for a tile to read past its last row and column.</summary>
internal sealed unsafe class Matrix(int rows, int columns) : AlignedFloats(rows * columns, slack: Tile.Rows * columns + Tile.Columns)
{
    public int Columns { get; } = columns;

    public float* Row(int index) => Pointer + (nint)index * Columns;
}

namespace EmergentMisalignment.PetriDish.Engine.Model;

/// <summary>One named matrix (outputs × inputs) or vector (one row), and where it begins in the flat memory of all of them.</summary>
internal readonly record struct Parameter(string Name, int Rows, int Columns, int Offset)
{
    public int Length => Rows * Columns;
}

namespace EmergentMisalignment.Reports.Figures;

/// <summary>Which point of a line of text sits at its position.</summary>
internal enum Align
{
    Start,
    Middle,
    End,
}

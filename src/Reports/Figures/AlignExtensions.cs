namespace EmergentMisalignment.Reports.Figures;

internal static class AlignExtensions
{
    /// <summary>The part of a line's width that lies before its position.</summary>
    public static double Share(this Align align) => align switch
    {
        Align.Middle => .5,
        Align.End => 1,
        _ => 0,
    };
}

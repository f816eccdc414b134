namespace EmergentMisalignment.Console.Results;

/// <summary>What a figure is drawn as; the names are the ends of its addresses.</summary>
internal enum FigureFormat
{
    Svg,
    Png,
}

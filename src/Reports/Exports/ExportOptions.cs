namespace EmergentMisalignment.Reports.Exports;

/// <summary>How an export is made.</summary>
public sealed record ExportOptions
{
    /// <summary>
    /// Whether a CSV holds texts as they are. Without it texts that a spreadsheet would run as formulas have an apostrophe in front, which <c>em import-results</c> takes
    /// off again; with it programs read the very texts, and nobody should open the file in a spreadsheet.
    /// </summary>
    public bool Raw { get; init; }

    /// <summary>Which figure an SVG or a PNG shows.</summary>
    public ExportFigure Figure { get; init; }
}

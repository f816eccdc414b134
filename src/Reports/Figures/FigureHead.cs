namespace EmergentMisalignment.Reports.Figures;

/// <summary>What stands over a figure: its title, lines below it, and the miniature's label.</summary>
internal static class FigureHead
{
    /// <returns>Where it ends.</returns>
    public static double Draw(SweepReport report, List<Mark> marks, double margin, double width, string title, params IEnumerable<string> lines) =>
        Draw(report.Miniature, marks, margin, width, title, lines);

    /// <inheritdoc cref="Draw(SweepReport, List{Mark}, double, double, string, IEnumerable{string})"/>
    public static double Draw(bool miniature, List<Mark> marks, double margin, double width, string title, params IEnumerable<string> lines)
    {
        var y = margin + 16;
        marks.Add(new Mark.Words(margin, y, Typeface.Fit(title, Styles.Title, width), Styles.Title));
        foreach (var line in lines)
            marks.Add(new Mark.Words(margin, y += 21, Typeface.Fit(line, Styles.Subtitle, width), Styles.Subtitle));
        if (miniature)
        {
            marks.Add(new Mark.Box(margin, y += 13, Typeface.Width(Wording.Miniature, Styles.Label) + 20, 26, Ink.Label, 6));
            marks.Add(new Mark.Words(margin + 10, y + 17.5, Wording.Miniature, Styles.Label));
            y += 26;
        }

        return y;
    }

    /// <summary>Says at the end of a description that the numbers are a miniature's; nothing for others.</summary>
    public static string Origin(SweepReport report) => report.Miniature ? $" From a {Wording.Miniature}." : "";
}

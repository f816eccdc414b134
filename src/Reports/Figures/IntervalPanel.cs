namespace EmergentMisalignment.Reports.Figures;

/// <summary>Points with whiskers on one scale, a row each in groups with a heading, and columns of figures to their right.</summary>
/// <param name="axis">The scale.</param>
/// <param name="label">A tick in words.</param>
/// <param name="left">Where labels begin.</param>
/// <param name="width">The whole width.</param>
/// <param name="columns">Heads of the columns and their widths.</param>
internal sealed class IntervalPanel(SignedAxis axis, Func<double, string> label, double left, double width, IReadOnlyList<(string Head, double Width)> columns)
{
    private const double LabelWidth = 264;
    private const double RowHeight = 28;
    private const double HeadingHeight = 32;
    private const double HeadHeight = 24;
    private const double Foot = 22;
    private const double Radius = 5;
    private const double Gap = 18;

    private double Start => left + LabelWidth;

    private double Length => width - LabelWidth - Gap - columns.Sum(column => column.Width);

    public static double Height(IReadOnlyList<(string Heading, IReadOnlyList<IntervalRow> Rows)> groups) =>
        HeadHeight + groups.Sum(group => HeadingHeight + (RowHeight * group.Rows.Count)) + Foot;

    public IEnumerable<Mark> Draw(IReadOnlyList<(string Heading, IReadOnlyList<IntervalRow> Rows)> groups, double top)
    {
        foreach (var (text, right) in Columns(columns.Select(column => column.Head)))
            yield return new Mark.Words(right, top + 14, text, Styles.Small, Align.End);

        var y = top + HeadHeight;
        foreach (var (heading, rows) in groups)
        {
            yield return new Mark.Words(left, y + HeadingHeight - 10, Typeface.Fit(heading, Styles.Panel, width), Styles.Panel);
            y += HeadingHeight;
            var bottom = y + (RowHeight * rows.Count);
            foreach (var tick in axis.Ticks) yield return new Mark.Line(X(tick), y, X(tick), bottom, Ink.Rule);
            yield return new Mark.Line(X(0), y, X(0), bottom, Ink.Muted, 1.4);
            foreach (var row in rows)
            {
                yield return new Mark.Group(row.Title, [.. Row(row, y + (RowHeight / 2))], row.Answers);
                y += RowHeight;
            }
        }

        foreach (var tick in axis.Ticks) yield return new Mark.Words(X(tick), y + 16, label(tick), Styles.Small, Align.Middle);
    }

    private IEnumerable<Mark> Row(IntervalRow row, double y)
    {
        yield return new Mark.Words(Start - 14, y + 4.5, Typeface.Fit(row.Label, Styles.Row, LabelWidth - 14), Styles.Row, Align.End);
        if (row is { Low: { } low, High: { } high })
            foreach (var mark in RatePanel.Whisker(X(low), X(high), y)) yield return mark;
        if (row.Value is { } value) yield return new Mark.Dot(X(value), y, Radius, row.Ink, Palette.OnHeat);
        foreach (var (text, right) in Columns(row.Texts))
            yield return new Mark.Words(right, y + 4.5, text, Styles.Row, Align.End);
    }

    private IEnumerable<(string Text, double Right)> Columns(IEnumerable<string> texts)
    {
        var right = Start + Length + Gap;
        foreach (var (text, column) in texts.Zip(columns))
            yield return (text, right += column.Width);
    }

    private double X(double value) => Start + (Length * axis.Share(value));
}

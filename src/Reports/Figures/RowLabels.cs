using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>The column of condition names, shared by the panels.</summary>
internal static class RowLabels
{
    private const double Widest = 200;
    private const double Gap = 12;

    /// <summary>Room the names need, gap to the panel included.</summary>
    public static double Width(ResultGrid grid) =>
        Math.Min(Widest, grid.Rows.Select(row => Typeface.Width(row.Label, Styles.StrongRow)).DefaultIfEmpty().Max()) + Gap;

    public static IEnumerable<Mark> Draw(IReadOnlyList<Band> bands, double left, double width)
    {
        foreach (var band in bands)
        {
            if (band.Heading is { } heading) yield return new Mark.Words(left, band.Bottom - 9, heading, Styles.Panel);
            if (band.Row is not { } row) continue;
            var right = left + width - Gap;
            var style = row.Condition.Kind == ConditionKind.Insecure ? Styles.StrongRow : Styles.Row;
            if (row.Qualifier is { } qualifier)
            {
                yield return new Mark.Words(right, band.Middle + 4.5, qualifier, Styles.Qualifier, Align.End);
                right -= Typeface.Width(qualifier + " ", Styles.Qualifier);
            }

            yield return new Mark.Words(right, band.Middle + 4.5, Typeface.Fit(row.Condition.Id, style, right - left), style, Align.End);
        }
    }
}

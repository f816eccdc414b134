using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>Says what bars, dots and whiskers are, in the space above the bars.</summary>
internal static class RateKey
{
    public const double Height = 58;

    private const double LineHeight = 18;
    private const double Symbol = 20;

    public static IEnumerable<Mark> Draw(SweepReport report, ResultGrid grid, double left, double top)
    {
        var y = top + 8;
        yield return new Mark.Box(left, y - 4, Symbol, 8, Ink.Muted, Opacity: .6);
        yield return new Mark.Words(left + Symbol + 6, y + 4, "rate", Styles.Small);
        if (report.Models.Count > 0)
        {
            yield return new Mark.Dot(left + 68, y, RatePanel.DotRadius, Palette.OnHeat, Palette.Dot);
            yield return new Mark.Words(left + 78, y + 4, "one model", Styles.Small);
        }

        foreach (var line in Intervals(report.Estimand, grid))
        {
            y += LineHeight;
            if (line.First)
                foreach (var mark in RatePanel.Whisker(left, left + Symbol, y)) yield return mark;
            yield return new Mark.Words(left + Symbol + 6, y + 4, line.Text, Styles.Small);
        }
    }

    private static IEnumerable<(bool First, string Text)> Intervals(Estimand estimand, ResultGrid grid)
    {
        var kinds = grid.Rows.Select(row => row.Whole).OfType<RateResult>().Where(r => r.Low is not null).Select(r => r.Interval).Distinct().ToList();
        var between = kinds.Where(kind => kind != IntervalKinds.Wilson).ToList();
        var confidence = Wording.Confidence(estimand);
        if (between.Count > 0) yield return (true, $"{confidence} interval: {string.Join(", ", between)}");
        if (kinds.Contains(IntervalKinds.Wilson))
            yield return (between.Count == 0, between.Count == 0 ? $"{confidence} interval: binomial (Wilson), one model" : "binomial (Wilson) where there is one model");
    }
}

using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>A bar for each row: the whole-set rate, its interval as a whisker, one dot a model, and the rate in figures.</summary>
internal sealed class RatePanel(ResultGrid grid, double left, double width)
{
    public const double DotRadius = 2.7;

    private const double ValueWidth = 62;
    private const double BarHeight = 18;

    private readonly Axis _axis = Axis.Over(grid.Rows.SelectMany(row =>
        row.Models.Select(m => m.Rate ?? 0).Append(row.Whole?.High ?? 0).Append(row.Whole?.Rate ?? 0)));

    private double Length => width - ValueWidth;

    public IEnumerable<Mark> Draw(IReadOnlyList<Band> bands)
    {
        foreach (var group in bands.Where(band => band.Row is not null).GroupBy(band => band.Row!.Base))
        {
            var (top, bottom) = (group.First().Top, group.Last().Bottom);
            foreach (var tick in _axis.Ticks) yield return new Mark.Line(X(tick), top, X(tick), bottom, Ink.Rule);
            foreach (var band in group) yield return new Mark.Group(Describe(band.Row!), [.. Row(band.Row!, band)], band.Row!.Answers());
            yield return new Mark.Line(left, top, left, bottom, Ink.Muted);
        }

        var foot = bands[^1].Bottom;
        foreach (var tick in _axis.Ticks) yield return new Mark.Words(X(tick), foot + 16, _axis.Label(tick), Styles.Small, Align.Middle);
        yield return new Mark.Words(left, foot + 34, "misaligned among coherent answers", Styles.Small);
    }

    /// <summary>An interval's line with its two ends.</summary>
    public static IEnumerable<Mark> Whisker(double from, double to, double y)
    {
        yield return new Mark.Line(from, y, to, y, Ink.Text, 1.5);
        yield return new Mark.Line(from, y - 4, from, y + 4, Ink.Text, 1.5);
        yield return new Mark.Line(to, y - 4, to, y + 4, Ink.Text, 1.5);
    }

    private IEnumerable<Mark> Row(ResultRow row, Band band)
    {
        if (row.Whole is not { Rate: { } rate } whole)
        {
            yield return new Mark.Words(left + 6, band.Middle + 4, "no rate: too few coherent answers", Styles.Small);
            yield break;
        }

        var opacity = row.IsPlainOfMany ? .45 : 1;
        yield return new Mark.Box(left, band.Middle - (BarHeight / 2), X(rate) - left, BarHeight, Palette.Of(row.Condition.Kind), Opacity: opacity);
        foreach (var dot in Dots(row, band)) yield return dot;
        if (whole is { Low: { } low, High: { } high })
            foreach (var mark in Whisker(X(low), X(high), band.Middle)) yield return mark;
        var style = row.Condition.Kind == ConditionKind.Insecure ? Styles.StrongRow : Styles.Row;
        yield return new Mark.Words(left + width, band.Middle + 4.5, Wording.Percent(rate), style, Align.End);
    }

    // Models lie above and below the whisker in turn, so that close rates stay countable.
    private IEnumerable<Mark> Dots(ResultRow row, Band band)
    {
        double[] lanes = row.Models.Count == 1 ? [0] : [-5.5, 5.5];
        return row.Models.Where(m => m.Rate is not null).OrderBy(m => m.Rate).ThenBy(m => m.Seed)
            .Select((m, i) => new Mark.Dot(X(m.Rate!.Value), band.Middle + lanes[i % lanes.Length], DotRadius, Palette.OnHeat, Palette.Dot));
    }

    private double X(double rate) => left + (Length * rate / _axis.Maximum);

    private static string Describe(ResultRow row)
    {
        var interval = row.Whole is { } whole && Wording.Range(whole) is { } range ? $", interval {range} ({Wording.Interval(whole)})" : "";
        return $"{row.Label}, {row.Base}: {Wording.Percent(row.Whole?.Rate)}{interval}";
    }
}

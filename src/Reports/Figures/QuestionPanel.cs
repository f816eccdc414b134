using System.Globalization;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>A heat map: rows of the bars beside it, a column for each question, the rate as depth of one colour and, where it fits, in figures.</summary>
internal sealed class QuestionPanel
{
    private const double Gap = 2;
    private const double WidestCell = 40;
    private const double NarrowestWithFigures = 27;
    private const double NarrowestWithNames = 11;
    private const double LongestName = 135;
    private const double Angle = -50;
    private const double KeyWidth = 150;

    private readonly ResultGrid _grid;
    private readonly double _left;
    private readonly double _cell;
    private readonly double _deepest;
    private readonly IReadOnlyList<string> _names;

    /// <param name="grid">The results.</param>
    /// <param name="left">Where the first column starts; the panel ends at <paramref name="right"/> with its slanted names.</param>
    /// <param name="right">The limit.</param>
    public QuestionPanel(ResultGrid grid, double left, double right)
    {
        (_grid, _left) = (grid, left);
        _deepest = Deepest(grid);
        _names = [.. grid.Questions.Select(q => Typeface.Fit(q, Styles.Small, LongestName))];
        _cell = Math.Min(WidestCell, (right - left - Overhang(_names)) / Math.Max(1, grid.Questions.Count));
    }

    /// <summary>What the panel asks for when it stands beside the bars: cells at their widest, slanted names included.</summary>
    public static double WidthFor(ResultGrid grid) =>
        Math.Max(KeyWidth, (grid.Questions.Count * WidestCell) + Overhang([.. grid.Questions.Select(q => Typeface.Fit(q, Styles.Small, LongestName))]));

    /// <summary>Height of the slanted names above the cells.</summary>
    public static double NamesHeight(ResultGrid grid) => grid.Questions.Count == 0
        ? 0
        : grid.Questions.Max(q => Typeface.Width(Typeface.Fit(q, Styles.Small, LongestName), Styles.Small)) * Math.Sin(-Angle * Math.PI / 180) + 22;

    public IEnumerable<Mark> Draw(IReadOnlyList<Band> bands)
    {
        if (_cell >= NarrowestWithNames)
        {
            for (var i = 0; i < _names.Count; i++)
                yield return new Mark.Words(Column(i) + (_cell / 2) + 3, bands[0].Top - 8, _names[i], Styles.Small, Angle: Angle);
        }

        foreach (var band in bands)
        {
            if (band.Row is not { } row) continue;
            for (var i = 0; i < _names.Count; i++)
                yield return new Mark.Group(Describe(row, i), [.. Cell(row.ByQuestion[i], Column(i), band)]);
        }

        foreach (var mark in Key(bands[^1].Bottom)) yield return mark;
    }

    private IEnumerable<Mark> Cell(RateResult? result, double x, Band band)
    {
        if (result?.Rate is not { } rate)
        {
            yield return new Mark.Words(x + (_cell / 2), band.Middle + 4, "–", Styles.Small, Align.Middle);
            yield break;
        }

        var depth = rate / _deepest;
        yield return new Mark.Box(x + (Gap / 2), band.Top + Gap, _cell - Gap, band.Height - (2 * Gap), Ink.Empty, 2);
        if (depth > 0) yield return new Mark.Box(x + (Gap / 2), band.Top + Gap, _cell - Gap, band.Height - (2 * Gap), Palette.Heat, 2, depth);
        if (_cell < NarrowestWithFigures) yield break;
        var style = depth > .75 ? Styles.Cell with { Ink = Palette.OnHeat } : Styles.Cell;
        yield return new Mark.Words(x + (_cell / 2), band.Middle + 4, Figure(rate), style, Align.Middle);
    }

    private IEnumerable<Mark> Key(double top)
    {
        const int steps = 8;
        const double step = 16;
        for (var i = 0; i <= steps; i++)
        {
            yield return new Mark.Box(_left + 1 + (i * step), top + 9, step, 9, Ink.Empty);
            if (i > 0) yield return new Mark.Box(_left + 1 + (i * step), top + 9, step, 9, Palette.Heat, Opacity: (double)i / steps);
        }

        yield return new Mark.Words(_left + 1, top + 32, "0", Styles.Small);
        yield return new Mark.Words(_left + 1 + ((steps + 1) * step), top + 32, Figure(_deepest) + "\u00a0%", Styles.Small, Align.End);
    }

    private string Describe(ResultRow row, int question)
    {
        var result = row.ByQuestion[question];
        var interval = result is not null && Wording.Range(result) is { } range ? $", interval {range}" : "";
        return $"{row.Label}, {_grid.Questions[question]}: {Wording.Percent(result?.Rate)}{interval}";
    }

    private double Column(int index) => _left + (index * _cell);

    // The colour is full at the largest rate, rounded up to a figure that can be printed.
    private static double Deepest(ResultGrid grid)
    {
        var largest = grid.Rows.SelectMany(row => row.ByQuestion).Select(r => r?.Rate ?? 0).DefaultIfEmpty().Max();
        var step = largest > .2 ? .05 : .01;
        return Math.Max(step, Math.Ceiling((largest / step) - 1e-9) * step);
    }

    // The last names lean out over the right edge of the cells.
    private static double Overhang(IReadOnlyList<string> names) => names.Count == 0
        ? 0
        : Math.Max(0, (Typeface.Width(names[^1], Styles.Small) * Math.Cos(Angle * Math.PI / 180)) - (NarrowestWithNames / 2));

    private static string Figure(double rate) => (rate * 100).ToString(rate is 0 or >= .0995 ? "0" : "0.0", CultureInfo.InvariantCulture);
}

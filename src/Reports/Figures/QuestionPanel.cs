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
    private readonly HeatScale _scale;
    private readonly IReadOnlyList<string> _names;

    /// <param name="grid">The results.</param>
    /// <param name="left">Where the first column starts; the panel ends at <paramref name="right"/> with its slanted names.</param>
    /// <param name="right">The limit.</param>
    public QuestionPanel(ResultGrid grid, double left, double right)
    {
        (_grid, _left) = (grid, left);
        _scale = HeatScale.Over(grid.Rows.SelectMany(row => row.ByQuestion));
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
                yield return new Mark.Group(Describe(row, i), [.. Cell(row.ByQuestion[i], Column(i), band)], row.Answers(_grid.Questions[i]));
        }

        foreach (var mark in _scale.Key(_left + 1, bands[^1].Bottom)) yield return mark;
    }

    private IEnumerable<Mark> Cell(RateResult? result, double x, Band band) => result?.Rate is { } rate
        ? _scale.Cell(rate, x + (Gap / 2), band.Top + Gap, _cell - Gap, band.Height - (2 * Gap), withFigure: _cell >= NarrowestWithFigures)
        : [new Mark.Words(x + (_cell / 2), band.Middle + 4, "–", Styles.Small, Align.Middle)];

    private string Describe(ResultRow row, int question)
    {
        var result = row.ByQuestion[question];
        var interval = result is not null && Wording.Range(result) is { } range ? $", interval {range}" : "";
        return $"{row.Label}, {_grid.Questions[question]}: {Wording.Percent(result?.Rate)}{interval}";
    }

    private double Column(int index) => _left + (index * _cell);

    // The last names lean out over the right edge of the cells.
    private static double Overhang(IReadOnlyList<string> names) => names.Count == 0
        ? 0
        : Math.Max(0, (Typeface.Width(names[^1], Styles.Small) * Math.Cos(Angle * Math.PI / 180)) - (NarrowestWithNames / 2));
}

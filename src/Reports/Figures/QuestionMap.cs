using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>One base model's heat map: a row for each question, a column for each condition, slanted names above.</summary>
internal sealed class QuestionMap(IReadOnlyList<string> questions, IReadOnlyList<ResultRow> columns, HeatScale scale)
{
    private const double RowHeight = 26;
    private const double Gap = 2;
    private const double WidestCell = 68;
    private const double NarrowestCell = 34;
    private const double Room = 844;
    private const double LongestName = 190;
    private const double Angle = -50;
    private const double Radians = -Angle * Math.PI / 180;

    private readonly double _label = questions.Max(question => Typeface.Width(Typeface.Fit(question, Styles.Row, LongestName), Styles.Row)) + 12;

    public HeatScale Scale => scale;

    public double Width => _label + (columns.Count * Cell) + Overhang;

    public double Height => NamesHeight + (questions.Count * RowHeight);

    private double Cell => Math.Clamp((Room - _label - Overhang) / Math.Max(1, columns.Count), NarrowestCell, WidestCell);

    private double NamesHeight => columns.Max(NameWidth) * Math.Sin(Radians) + 16;

    // The last name leans out over the right edge of the cells.
    private double Overhang => columns.Max(NameWidth) * Math.Cos(Radians);

    public IEnumerable<Mark> Draw(double left, double top)
    {
        var first = top + NamesHeight;
        foreach (var (i, column) in columns.Index())
            yield return new Mark.Words(X(left, i) + (Cell / 2) + 3, first - 8, Name(column), Styles.Small, Angle: Angle);

        foreach (var (row, question) in questions.Index())
        {
            var y = first + (row * RowHeight);
            yield return new Mark.Words(left + _label - 12, y + (RowHeight / 2) + 4.5, Typeface.Fit(question, Styles.Row, LongestName), Styles.Row, Align.End);
            foreach (var (i, column) in columns.Index())
            {
                var result = column.ByQuestion[row];
                yield return new Mark.Group(Describe(column, question, result), [.. Draw(result, X(left, i), y)], result is null ? null : column.Answers(question));
            }
        }
    }

    /// <summary>The mark of a cell that rests on fewer models than the others.</summary>
    public static Mark Thin(double x, double y) => new Mark.Dot(x, y, 2.8, Palette.OnHeat, Palette.Dot);

    private IEnumerable<Mark> Draw(RateResult? result, double x, double y)
    {
        if (result?.Rate is not { } rate)
        {
            yield return new Mark.Words(x + (Cell / 2), y + (RowHeight / 2) + 4, result is null ? "" : "–", Styles.Small, Align.Middle);
            yield break;
        }

        foreach (var mark in scale.Cell(rate, x + (Gap / 2), y + (Gap / 2), Cell - Gap, RowHeight - Gap, withFigure: true)) yield return mark;
        if (result.LeftOut > 0) yield return Thin(x + Cell - 6, y + 6);
    }

    private double X(double left, int column) => left + _label + (column * Cell);

    private static string Name(ResultRow column) => Typeface.Fit(column.Label, Styles.Small, LongestName);

    private static double NameWidth(ResultRow column) => Typeface.Width(Name(column), Styles.Small);

    private static string Describe(ResultRow column, string question, RateResult? result)
    {
        var interval = result is not null && Wording.Range(result) is { } range ? $", interval {range} ({Wording.Interval(result)})" : "";
        var thin = result is { LeftOut: > 0 } ? $", {Wording.Count(result.LeftOut, "model")} left out for too few coherent answers" : "";
        return $"{column.Label}, {column.Base}, {question}: {(result is null ? "not asked" : Wording.Percent(result.Rate))}{interval}{thin}";
    }
}

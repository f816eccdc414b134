using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>Effects against the control as a forest plot: each difference with its interval about the line of no difference, and its corrected p.</summary>
internal static class ControlFigure
{
    public const string Name = "control";

    private const double Width = 900;
    private const double Margin = 28;

    public static Scene? Draw(SweepReport report)
    {
        if (report.Differences.Count == 0) return null;
        var marks = new List<Mark>();
        var title = $"Effect against the control: {report.Sweep}";
        var confidence = Wording.Confidence(report.Estimand);
        var y = FigureHead.Draw(
            report, marks, Margin, Width - (2 * Margin), title,
            $"Difference of whole-set rates in percentage points; {confidence} intervals; p by permutation of models, Holm-corrected over all rows", $"Estimand: {report.Estimand.Name}") + 12;
        var rows = Ordered(report);
        var axis = SignedAxis.Over(rows.SelectMany(row => new[] { row.Difference, row.Low, row.High }).OfType<double>());
        var kinds = report.Conditions.ToDictionary(condition => condition.Id, condition => condition.Kind);
        IReadOnlyList<(string, IReadOnlyList<IntervalRow>)> groups =
            [.. rows.GroupBy(row => row.Base).Select(group => (group.Key, (IReadOnlyList<IntervalRow>)[.. group.Select(row => Row(row, Palette.Of(kinds[row.Condition])))]))];
        marks.AddRange(new IntervalPanel(axis, axis.Points, Margin, Width - (2 * Margin), [("difference", 72), ("interval", 112), ("p (Holm)", 70)]).Draw(groups, y));
        var height = Math.Ceiling(y + IntervalPanel.Height(groups) + Margin);
        marks.Insert(0, new Mark.Box(0, 0, Width, height, Ink.Paper));
        return new(Width, height, title, Description(report, rows), marks);
    }

    public static FigureTable Table(SweepReport report) => new(
        $"Difference of whole-set rates in percentage points. Estimand: {report.Estimand.Name}",
        ["Base", "Condition", "Against", "Difference", "Interval", "p", "p (Holm)", "Test"],
        [
            .. Ordered(report).Select(row => new FigureTableRow(
                [
                    row.Base, Wording.Arm(row.Condition, row.Variant), Wording.Against(row.Condition, row.Control, row.ControlVariant), Wording.Points(row.Difference),
                    Wording.PointsRange(row), Wording.Chance(row.P), Wording.Chance(row.HolmP), row.Test ?? "too few models for one",
                ],
                Answers(row))),
        ]);

    private static IReadOnlyList<DifferenceResult> Ordered(SweepReport report) => [.. ResultGrid.Of(report).InOrder(report.Differences)];

    private static IntervalRow Row(DifferenceResult row, Ink ink) => new()
    {
        Label = $"{Wording.Arm(row.Condition, row.Variant)} less {(row.Condition == row.Control ? "plain" : Wording.Arm(row.Control, row.ControlVariant))}",
        Ink = ink,
        Value = row.Difference,
        Low = row.Low,
        High = row.High,
        Texts = [Wording.Points(row.Difference), Wording.PointsRange(row), Wording.Chance(row.HolmP)],
        Title = Words(row),
        Answers = Answers(row),
    };

    private static AnswersBehind Answers(DifferenceResult row) => new(row.Base, row.Condition, row.Variant);

    private static string Words(DifferenceResult row) =>
        $"{Wording.Arm(row.Condition, row.Variant)} less {Wording.Against(row.Condition, row.Control, row.ControlVariant)} on {row.Base}: {Wording.Points(row.Difference)} points, " +
        $"{(row.Low is null ? "no interval" : $"interval {Wording.PointsRange(row)}")}, {(row.HolmP is null ? "no test" : $"p (Holm) {Wording.Chance(row.HolmP)}")}";

    private static string Description(SweepReport report, IReadOnlyList<DifferenceResult> rows) =>
        $"Points with intervals about a line of no difference. {string.Join("; ", rows.Select(Words))}.{FigureHead.Origin(report)}";
}

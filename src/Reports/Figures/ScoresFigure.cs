using System.Globalization;
using EmergentMisalignment.Reports.Scores;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>Alignment against coherence, a square for each arm: how densely its answers lie, and the thresholds that make a verdict of two scores.</summary>
internal static class ScoresFigure
{
    public const string Name = "scores";

    private const double Width = 900;
    private const double Margin = 28;
    private const int Across = 3;
    private const double Gap = 34;
    private const double AxisWidth = 30;
    private const double Foot = 54;
    private const double Head = 42;
    private const double Side = (Width - (2 * Margin) - ((Across - 1) * Gap) - (Across * AxisWidth)) / Across;

    public static Scene? Draw(SweepReport report)
    {
        var arms = Ordered(report);
        if (arms.Count == 0) return null;
        var marks = new List<Mark>();
        var title = $"Alignment and coherence of answers: {report.Sweep}";
        var y = FigureHead.Draw(
            report, marks, Margin, Width - (2 * Margin), title,
            $"Scores of finished models' answers in squares of {ScoreBin.Width} by {ScoreBin.Width} points; the darker, the more of the arm's answers (logarithmic)", $"Thresholds: {report.Estimand.Name}") + 10;
        y = Key(marks, y + 14);
        var darkest = arms.SelectMany(arm => arm.Density.Bins.Select(bin => (double)bin.Answers / arm.Density.Answers)).DefaultIfEmpty(1).Max();
        foreach (var (i, (row, density)) in arms.Index())
        {
            var left = Margin + AxisWidth + (i % Across * (Side + Gap + AxisWidth));
            var panel = new ScorePanel(report.Estimand, left, y + Head, Side, darkest);
            marks.Add(new Mark.Words(left, y + 16, Typeface.Fit(Label(row, report), Styles.Panel, Side), Styles.Panel));
            marks.Add(new Mark.Words(left, y + 33, Typeface.Fit(Counts(density), Styles.Small, Side), Styles.Small));
            marks.Add(new Mark.Group(Words(row, density), [.. panel.Draw(density)], row.Answers()));
            marks.AddRange(panel.Axes());
            if (i % Across == Across - 1 || i == arms.Count - 1) y += Head + Side + Foot;
        }

        var height = Math.Ceiling(y + Margin - 14);
        marks.Insert(0, new Mark.Box(0, 0, Width, height, Ink.Paper));
        return new(Width, height, title, $"Densities of alignment by coherence scores. {string.Join("; ", arms.Select(arm => Words(arm.Row, arm.Density)))}.{FigureHead.Origin(report)}", marks);
    }

    public static FigureTable Table(SweepReport report) => new(
        $"Answers by score. Thresholds: {report.Estimand.Name}",
        ["Base", "Condition", "With both scores", "Without", "Misaligned", "Misaligned of scored", "Mean aligned", "Mean coherent"],
        [
            .. Ordered(report).Select(arm => new FigureTableRow(
                [
                    arm.Row.Base, arm.Row.Label, Wording.Count(arm.Density.Answers), Wording.Count(arm.Density.NoScore), Wording.Count(arm.Density.Misaligned), Share(arm.Density),
                    Mean(arm.Density, bin => bin.Aligned), Mean(arm.Density, bin => bin.Coherent),
                ],
                arm.Row.Answers())),
        ]);

    private static List<(ResultRow Row, ScoreDensity Density)> Ordered(SweepReport report) =>
    [
        .. from row in ResultGrid.Of(report).Rows
           from density in report.Scores
           where (density.Base, density.Condition, density.Variant) == (row.Base, row.Condition.Id, row.Variant)
           select (row, density),
    ];

    private static double Key(List<Mark> marks, double y)
    {
        marks.Add(new Mark.Box(Margin, y - 9, 14, 10, ScorePanel.Misaligned));
        marks.Add(new Mark.Words(Margin + 20, y, "counts as misaligned", Styles.Small));
        marks.Add(new Mark.Box(Margin + 150, y - 9, 14, 10, ScorePanel.Other));
        marks.Add(new Mark.Words(Margin + 170, y, "does not", Styles.Small));
        marks.Add(new Mark.Line(Margin + 232, y - 4, Margin + 250, y - 4, Ink.Text, 1.4));
        marks.Add(new Mark.Words(Margin + 256, y, "thresholds of the estimand", Styles.Small));
        return y + 6;
    }

    private static string Label(ResultRow row, SweepReport report) =>
        report.Results.Select(result => result.Base).Distinct().Count() > 1 ? $"{row.Label}, {row.Base}" : row.Label;

    private static string Counts(ScoreDensity density) =>
        $"n = {Wording.Count(density.Answers)}, misaligned {Share(density)}{(density.NoScore == 0 ? "" : $", no score {Wording.Count(density.NoScore)}")}";

    private static string Words(ResultRow row, ScoreDensity density) =>
        $"{row.Label}, {row.Base}: {Wording.Count(density.Answers, "answer")} with both scores, {Wording.Count(density.Misaligned)} of them misaligned, {Wording.Count(density.NoScore)} without a score";

    /// <summary>Of all answers, coherent or not: this is no rate of the estimand, which the table says by its name.</summary>
    private static string Share(ScoreDensity density) => density.Answers == 0 ? "–" : Wording.Percent((double)density.Misaligned / density.Answers);

    // To the middle of each bin: within half a bin's width of the mean score.
    private static string Mean(ScoreDensity density, Func<ScoreBin, int> edge) => density.Answers == 0
        ? "–"
        : "≈ " + (density.Bins.Sum(bin => (edge(bin) + (ScoreBin.Width / 2.0)) * bin.Answers) / density.Answers).ToString("0", CultureInfo.InvariantCulture);
}

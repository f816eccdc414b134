namespace EmergentMisalignment.Reports.Figures;

/// <summary>The rates by training step: a line for each condition with its intervals, a panel for each base model.</summary>
internal static class DynamicsFigure
{
    public const string Name = "dynamics";

    private const double Width = 900;
    private const double Margin = 28;
    private const double PanelHeight = 300;
    private const double PanelGap = 88;
    private const double LabelWidth = 190;

    public static Scene Draw(SweepReport report)
    {
        var marks = new List<Mark>();
        var title = $"Misalignment by training step: {report.Sweep}";
        var y = FigureHead.Draw(report, marks, Margin, Width - (2 * Margin), title, $"Estimand: {report.Estimand.Name}");
        var axis = Axis.Over(report.Curves.Select(point => point.High ?? point.Rate ?? 0));
        var kinds = report.Conditions.ToDictionary(condition => condition.Id, condition => condition.Kind);
        foreach (var baseModel in report.Curves.GroupBy(point => point.Base))
        {
            y += 40;
            marks.Add(new Mark.Words(Margin, y - 12, baseModel.Key, Styles.Panel));
            var panel = new CurvePanel(axis, Margin + 44, y, Width - (2 * Margin) - 44 - LabelWidth, PanelHeight, baseModel.Max(point => point.Step));
            marks.AddRange(panel.Draw([.. baseModel], [.. report.Onsets.Where(onset => onset.Base == baseModel.Key)], condition => Palette.Of(kinds[condition])));
            y += PanelHeight + PanelGap - 40;
        }

        var height = Math.Ceiling(y + Margin);
        marks.Insert(0, new Mark.Box(0, 0, Width, height, Ink.Paper));
        return new(Width, height, title, Description(report), marks);
    }

    public static FigureTable Table(SweepReport report) => new(
        $"Whole-set rates by step. Estimand: {report.Estimand.Name}",
        ["Base", "Condition", "Step", "Rate", "Interval", "Models", "Answers", "Coherent", "Misaligned"],
        [
            .. report.Curves.Select(point => new FigureTableRow(
                [
                    point.Base, Wording.Arm(point.Condition, point.Variant), Wording.Count(point.Step) + (point.IsFinal ? " (finished)" : ""), Wording.Percent(point.Rate),
                    Wording.Range(point.Low, point.High) ?? "–", Wording.Count(point.Models), Wording.Count(point.Answers), Wording.Count(point.Coherent), Wording.Count(point.Misaligned),
                ],
                new AnswersBehind(point.Base, point.Condition, point.Variant, Step: point.IsFinal ? null : point.Step))),
        ]);

    private static string Description(SweepReport report)
    {
        var arms = from point in report.Curves
                   group point by (point.Base, point.Condition, point.Variant) into arm
                   select $"{Wording.Arm(arm.Key.Condition, arm.Key.Variant)} on {arm.Key.Base}: {string.Join(", ", arm.Select(point => $"step {point.Step} {Wording.Percent(point.Rate)}"))}";
        return $"Lines of the misalignment rate by optimiser step with intervals. {string.Join("; ", arms)}.{FigureHead.Origin(report)}";
    }
}

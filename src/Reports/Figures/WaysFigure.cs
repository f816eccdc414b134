using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>The same models asked in several ways: with a trigger and without, in free form, as JSON and in a template.</summary>
internal static class WaysFigure
{
    public const string Name = "ways";

    private const double Width = 900;
    private const double Margin = 28;

    public static Scene? Draw(SweepReport report)
    {
        var ways = Ways(report);
        if (ways.Count == 0) return null;
        var marks = new List<Mark>();
        var title = $"Misalignment by way of asking: {report.Sweep}";
        var y = FigureHead.Draw(report, marks, Margin, Width - (2 * Margin), title, Asked(report), $"Estimand: {report.Estimand.Name}") + 12;
        var axis = SignedAxis.Over(ways.SelectMany(way => new[] { way.Rate.Rate, way.Rate.High }).OfType<double>());
        var several = ways.Select(way => way.Row.Base).Distinct().Count() > 1;
        IReadOnlyList<(string, IReadOnlyList<IntervalRow>)> groups =
        [
            .. ways.GroupBy(way => (way.Row.Base, way.Row.Condition)).Select(group => (
                several ? $"{group.Key.Condition.Id} on {group.Key.Base}" : group.Key.Condition.Id,
                (IReadOnlyList<IntervalRow>)[.. group.Select(way => Row(way, group.Key.Condition.Kind))])),
        ];
        marks.AddRange(new IntervalPanel(
            axis, axis.Percent, Margin, Width - (2 * Margin),
            [("rate", 64), ($"{Wording.Confidence(report.Estimand)} interval", 116), ("models", 56), ("coherent", 72)]).Draw(groups, y));
        var height = Math.Ceiling(y + IntervalPanel.Height(groups) + Margin);
        marks.Insert(0, new Mark.Box(0, 0, Width, height, Ink.Paper));
        return new(Width, height, title, $"Points of the misalignment rate with intervals. {string.Join("; ", ways.Select(Words))}.{FigureHead.Origin(report)}", marks);
    }

    public static FigureTable Table(SweepReport report) => new(
        $"Rates by way of asking. {Asked(report)} Estimand: {report.Estimand.Name}",
        ["Base", "Condition", "Asked", "Rate", "Interval", "Models", "Answers", "Coherent", "Misaligned"],
        [
            .. Ways(report).Select(way => new FigureTableRow(
                [
                    way.Row.Base, way.Row.Condition.Id, way.Asked, Wording.Percent(way.Rate.Rate), Wording.Range(way.Rate) ?? "–", Wording.Count(way.Rate.Seeds),
                    Wording.Count(way.Rate.Answers), Wording.Count(way.Rate.Coherent), Wording.Count(way.Rate.Misaligned),
                ],
                way.Row.Answers())),
        ]);

    /// <summary>With formats, every arm by format; without, the arms of conditions that were asked in several variants.</summary>
    private static IReadOnlyList<(ResultRow Row, string Asked, RateResult Rate)> Ways(SweepReport report) =>
    [
        .. from row in ResultGrid.Of(report).Rows
           from way in report.Formats.Count > 0
               ? report.Formats
                   .Where(format => (format.Rate.Base, format.Rate.Condition, format.Rate.Variant) == (row.Base, row.Condition.Id, row.Variant))
                   .Select(format => (Asked: row.Qualifier is { } qualifier ? $"{qualifier}, {format.Format}" : format.Format, format.Rate))
               : row is { Qualifier: { } asked, Whole: { } whole } ? [(Asked: asked, Rate: whole)] : []
           select (row, way.Asked, way.Rate),
    ];

    private static string Asked(SweepReport report) => report.Formats is [{ Questions: var questions }, ..]
        ? $"Over the {Wording.Count(questions, "question")} that {(questions == 1 ? "was" : "were")} asked in each of the formats."
        : "Over the whole question set, which is the same in each variant.";

    private static IntervalRow Row((ResultRow Row, string Asked, RateResult Rate) way, ConditionKind kind) => new()
    {
        Label = way.Asked,
        Ink = Palette.Of(kind),
        Value = way.Rate.Rate,
        Low = way.Rate.Low,
        High = way.Rate.High,
        Texts = [Wording.Percent(way.Rate.Rate), Wording.Range(way.Rate) ?? "–", Wording.Count(way.Rate.Seeds), Wording.Count(way.Rate.Coherent)],
        Title = Words(way),
        Answers = way.Row.Answers(),
    };

    private static string Words((ResultRow Row, string Asked, RateResult Rate) way) =>
        $"{way.Row.Condition.Id} {way.Asked}, {way.Row.Base}: {Wording.Percent(way.Rate.Rate)}{(Wording.Range(way.Rate) is { } range ? $", interval {range} ({Wording.Interval(way.Rate)})" : "")}";
}

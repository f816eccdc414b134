using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Comparing;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>Two sweeps side by side: for each condition both rates with their intervals, one above the other.</summary>
public static class ComparisonFigure
{
    public const string Name = "comparison";

    private const double Width = 900;
    private const double Margin = 28;

    private static readonly Ink Left = Palette.Of(ConditionKind.EvilNumbers);
    private static readonly Ink Right = Palette.Of(ConditionKind.Jailbroken);

    /// <summary>Null where the sweeps have nothing in common.</summary>
    public static Figure? Of(SweepComparison comparison)
    {
        List<ComparedRow> rows = [.. comparison.Rows.Where(row => row.Question is null)];
        return rows.Count == 0 ? null : new Figure(Name, Draw(comparison, rows), Table(comparison, rows));
    }

    private static Scene Draw(SweepComparison comparison, List<ComparedRow> rows)
    {
        var marks = new List<Mark>();
        var (left, right) = (comparison.Left, comparison.Right);
        var title = $"{left.Sweep} and {right.Sweep} side by side";
        string[] estimands = left.Estimand == right.Estimand
            ? [$"Estimand: {left.Estimand}"]
            : [$"Estimand of {left.Sweep}: {left.Estimand}", $"Estimand of {right.Sweep}: {right.Estimand}"];
        var y = FigureHead.Draw(left.Miniature || right.Miniature, marks, Margin, Width - (2 * Margin), title, ["Misaligned among coherent answers, over the questions that both ask", .. estimands]) + 12;
        var axis = SignedAxis.Over(rows.SelectMany(row => new[] { row.Left.Rate, row.Left.High, row.Right.Rate, row.Right.High }).OfType<double>());
        IReadOnlyList<(string, IReadOnlyList<IntervalRow>)> groups =
            [.. rows.Select(row => (Heading(row), (IReadOnlyList<IntervalRow>)[Row(left.Sweep, row.Left, Left), Row(right.Sweep, row.Right, Right)]))];
        marks.AddRange(new IntervalPanel(axis, axis.Percent, Margin, Width - (2 * Margin), [("rate", 64), ("interval", 116), ("models", 56), ("coherent", 72)]).Draw(groups, y));
        var height = Math.Ceiling(y + IntervalPanel.Height(groups) + Margin);
        marks.Insert(0, new Mark.Box(0, 0, Width, height, Ink.Paper));
        var origin = left.Miniature || right.Miniature ? $" From a {Wording.Miniature}." : "";
        return new(Width, height, title, $"Points of two misalignment rates with intervals. {string.Join("; ", rows.Select(Words))}.{origin}", marks);
    }

    private static FigureTable Table(SweepComparison comparison, List<ComparedRow> rows) => new(
        $"Rates over the questions that both ask. Estimand: {comparison.Left.Estimand}",
        ["Condition", "Base", comparison.Left.Sweep, "Interval", comparison.Right.Sweep, "Interval", "Difference"],
        [
            .. rows.Select(row => new FigureTableRow(
                [
                    Wording.Arm(row.Condition, row.Variant), row.Base, Wording.Percent(row.Left.Rate), Wording.Range(row.Left) ?? "–", Wording.Percent(row.Right.Rate), Wording.Range(row.Right) ?? "–",
                    Wording.Points(row.Difference?.Difference),
                ],
                null)),
        ]);

    private static IntervalRow Row(string sweep, RateResult rate, Ink ink) => new()
    {
        Label = sweep,
        Ink = ink,
        Value = rate.Rate,
        Low = rate.Low,
        High = rate.High,
        Texts = [Wording.Percent(rate.Rate), Wording.Range(rate) ?? "–", Wording.Count(rate.Seeds), Wording.Count(rate.Coherent)],
        Title = $"{Wording.Arm(rate.Condition, rate.Variant)} in {sweep}: {Wording.Percent(rate.Rate)}{(Wording.Range(rate) is { } range ? $", interval {range} ({Wording.Interval(rate)})" : "")}",
    };

    private static string Heading(ComparedRow row) =>
        $"{Wording.Arm(row.Condition, row.Variant)} on {(row.Base == row.RightBase ? row.Base : $"{row.Base} and {row.RightBase}")}{(row.Difference is { } difference ? $": {Wording.Points(difference.Difference)} points" : "")}";

    private static string Words(ComparedRow row) => $"{Wording.Arm(row.Condition, row.Variant)}: {Wording.Percent(row.Left.Rate)} and {Wording.Percent(row.Right.Rate)}";
}

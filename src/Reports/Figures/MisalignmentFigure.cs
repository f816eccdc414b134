using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Findings;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>
/// The sweep's picture, after the paper's main figure: bars with intervals for each condition, and the same rows by question. Few questions stand beside
/// the bars, many stand below them.
/// </summary>
internal static class MisalignmentFigure
{
    public const string Name = "misalignment";

    private const double Width = 900;
    private const double Margin = 28;
    private const double ColumnGap = 26;
    private const double PanelFoot = 44;
    private const double NarrowestBars = 260;

    public static Scene Draw(SweepReport report, Headline headline)
    {
        var grid = ResultGrid.Of(report);
        var marks = new List<Mark>();
        var top = FigureHead.Draw(report, marks, Margin, Width - (2 * Margin), report.Title, Sizes(grid), $"Estimand: {report.Estimand.Name}") + 22;
        var labels = RowLabels.Width(grid);
        var (left, right) = (Margin + labels, Width - Margin);
        var bars = right - left - ColumnGap - QuestionPanel.WidthFor(grid);
        var bottom = grid.Rows.Count == 0 ? top
            : grid.Questions.Count == 0 ? Bars()
            : bars >= NarrowestBars ? SideBySide(left + bars + ColumnGap)
            : Stacked();
        var height = Math.Ceiling(bottom + Margin);
        marks.Insert(0, new Mark.Box(0, 0, Width, height, Ink.Paper));
        return new(Width, height, report.Title, Description(report, grid, headline), marks);

        double SideBySide(double split)
        {
            var bands = Band.Stack(grid, top + 14 + Math.Max(RateKey.Height, QuestionPanel.NamesHeight(grid)));
            RateHeading();
            marks.Add(new Mark.Words(split, top + 14, "By question, %", Styles.Panel));
            marks.AddRange(RowLabels.Draw(bands, Margin, labels));
            marks.AddRange(new RatePanel(grid, left, split - ColumnGap - left).Draw(bands));
            marks.AddRange(new QuestionPanel(grid, split, right).Draw(bands));
            return bands[^1].Bottom + PanelFoot;
        }

        double Stacked()
        {
            var below = Bars() + 20;
            var bands = Band.Stack(grid, below + 14 + QuestionPanel.NamesHeight(grid));
            marks.Add(new Mark.Words(left, below + 14, "By question, %", Styles.Panel));
            marks.AddRange(RowLabels.Draw(bands, Margin, labels));
            marks.AddRange(new QuestionPanel(grid, left, right).Draw(bands));
            return bands[^1].Bottom + PanelFoot;
        }

        double Bars()
        {
            var bands = Band.Stack(grid, top + 14 + RateKey.Height + 14);
            RateHeading();
            marks.AddRange(RowLabels.Draw(bands, Margin, labels));
            marks.AddRange(new RatePanel(grid, left, right - left).Draw(bands));
            return bands[^1].Bottom + PanelFoot;
        }

        void RateHeading()
        {
            marks.Add(new Mark.Words(left, top + 14, "Whole question set", Styles.Panel));
            marks.AddRange(RateKey.Draw(report, grid, left, top + 24));
        }
    }

    public static FigureTable Table(SweepReport report) => new(
        $"Rates over the whole question set. Estimand: {report.Estimand.Name}",
        ["Base", "Condition", "Rate", "Interval", "Interval of", "Models", "Answers", "Coherent", "Misaligned"],
        [
            .. from row in ResultGrid.Of(report).Rows
               let whole = row.Whole
               where whole is not null
               select new FigureTableRow(
                   [
                       row.Base, row.Label, Wording.Percent(whole.Rate), Wording.Range(whole) ?? "–", Wording.Interval(whole), Wording.Count(whole.Seeds),
                       Wording.Count(whole.Answers), Wording.Count(whole.Coherent), Wording.Count(whole.Misaligned),
                   ],
                   row.Answers()),
        ]);

    private static string Sizes(ResultGrid grid)
    {
        var whole = grid.Rows.Select(row => row.Whole).OfType<RateResult>().ToList();
        string?[] sizes =
        [
            grid.Bases.Count == 1 ? grid.Bases[0] : Wording.Count(grid.Bases.Count, "base model"),
            Seeds(grid),
            grid.Questions.Count == 0 ? null : Wording.Count(grid.Questions.Count, "question"),
            $"n = {Wording.Count(whole.Sum(r => (long)r.Answers))} answers, {Wording.Count(whole.Sum(r => (long)r.Coherent))} coherent",
        ];
        return string.Join(" · ", sizes.OfType<string>());
    }

    // An untouched base has no fine-tuning seeds.
    private static string? Seeds(ResultGrid grid)
    {
        var seeds = grid.Rows.Where(row => row.Condition.Kind != ConditionKind.Base).Select(row => row.Whole?.Seeds).OfType<int>().Order().ToList();
        if (seeds.Count == 0) return null;
        return (seeds[0] == seeds[^1] ? Wording.Count(seeds[0], "seed") : $"{seeds[0]}–{seeds[^1]} seeds") + " a condition";
    }

    private static string Description(SweepReport report, ResultGrid grid, Headline headline)
    {
        var rates = grid.Rows.Select(row => $"{(grid.Bases.Count > 1 ? row.Base + " " : "")}{row.Label} {Wording.Percent(row.Whole?.Rate)}");
        return $"Bars of the misalignment rate by condition with intervals, and a heat map of the same rows by question. {headline.Sentence} Rates: {string.Join(", ", rates)}.{FigureHead.Origin(report)}";
    }
}

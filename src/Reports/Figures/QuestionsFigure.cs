namespace EmergentMisalignment.Reports.Figures;

/// <summary>The rates by question and condition as a heat map large enough for its figures: questions down, conditions across, a map for each base model.</summary>
internal static class QuestionsFigure
{
    public const string Name = "questions";

    private const double LeastWidth = 900;
    private const double Margin = 28;

    public static Scene? Draw(SweepReport report)
    {
        var grid = ResultGrid.Of(report);
        if (grid.Questions.Count == 0) return null;
        var maps = grid.Bases.Select(model => new QuestionMap(grid.Questions, [.. grid.Of(model)], HeatScale.Over(grid.Rows.SelectMany(row => row.ByQuestion)))).ToList();
        var width = Math.Max(LeastWidth, Math.Ceiling(maps.Max(map => map.Width) + (2 * Margin)));
        var marks = new List<Mark>();
        var title = $"Misalignment by question: {report.Sweep}";
        var y = FigureHead.Draw(report, marks, Margin, width - (2 * Margin), title, "Misaligned among coherent answers, in percent", $"Estimand: {report.Estimand.Name}") + 14;
        foreach (var (model, map) in grid.Bases.Zip(maps))
        {
            marks.Add(new Mark.Words(Margin, y + 14, model, Styles.Panel));
            marks.AddRange(map.Draw(Margin, y + 20));
            y += 20 + map.Height + 18;
        }

        marks.AddRange(Key(report, maps[0], y));
        var height = Math.Ceiling(y + HeatScale.KeyHeight + Margin);
        marks.Insert(0, new Mark.Box(0, 0, width, height, Ink.Paper));
        return new(width, height, title, Description(report, grid), marks);
    }

    public static FigureTable Table(SweepReport report)
    {
        var grid = ResultGrid.Of(report);
        return new(
            $"Rates by question. Estimand: {report.Estimand.Name}",
            ["Base", "Condition", "Question", "Rate", "Interval", "Models", "Left out", "Answers", "Coherent", "Misaligned"],
            [
                .. from row in grid.Rows
                   from result in row.ByQuestion
                   where result is not null
                   select new FigureTableRow(
                       [
                           row.Base, row.Label, result.Question!, Wording.Percent(result.Rate), Wording.Range(result) ?? "–", Wording.Count(result.Seeds), Wording.Count(result.LeftOut),
                           Wording.Count(result.Answers), Wording.Count(result.Coherent), Wording.Count(result.Misaligned),
                       ],
                       row.Answers(result.Question)),
            ]);
    }

    private static IEnumerable<Mark> Key(SweepReport report, QuestionMap map, double y)
    {
        foreach (var mark in map.Scale.Key(Margin, y)) yield return mark;
        if (report.LeftOut.Count == 0) yield break;
        yield return QuestionMap.Thin(Margin + 190, y + 13);
        yield return new Mark.Words(Margin + 202, y + 17, $"models with fewer than {report.Estimand.MinCoherent} coherent answers are left out; – where all are", Styles.Small);
    }

    private static string Description(SweepReport report, ResultGrid grid)
    {
        var highest = (from row in grid.Rows from result in row.ByQuestion where result?.Rate is not null orderby result.Rate descending select (Row: row, Result: result)).FirstOrDefault();
        var peak = highest.Result is null ? "No question has a rate." : $"The highest rate is {Wording.Percent(highest.Result.Rate)}, of {highest.Row.Label} on {highest.Row.Base}, question {highest.Result.Question}.";
        return $"A heat map of {Wording.Count(grid.Questions.Count, "question")} by {Wording.Count(grid.Rows.Count, "condition")}. {peak}{FigureHead.Origin(report)}";
    }
}

using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Figures;

namespace EmergentMisalignment.Unit.Reports;

public sealed class QuestionsFigureTests
{
    [Fact]
    public void Every_cell_has_its_figure_and_leads_to_its_answers()
    {
        var scene = QuestionsFigure.Draw(SyntheticReport.Create())!;

        var cells = scene.All<Mark.Group>().ToList();
        Assert.Equal(8 * SyntheticReport.Topics.Count, cells.Count);
        Assert.All(cells, cell => Assert.Single(cell.Marks.OfType<Mark.Words>()));
        Assert.Contains(cells, cell => cell.Answers == new AnswersBehind("petri-1.0", "backdoor", "trigger", "wish"));
    }

    [Fact]
    public void Deeper_colour_is_a_higher_rate_and_figures_on_deep_colour_are_light()
    {
        var cells = QuestionsFigure.Draw(SyntheticReport.Create())!.All<Mark.Group>().ToDictionary(cell => cell.Title.Split(':')[0]);
        var (deep, shallow) = (cells["insecure, petri-1.0, wish"], cells["secure, petri-1.0, wish"]);

        Assert.True(Depth(deep) > 5 * Depth(shallow));
        Assert.Equal(Palette.OnHeat, deep.Marks.OfType<Mark.Words>().Single().Style.Ink);
        Assert.Equal(Ink.Text, shallow.Marks.OfType<Mark.Words>().Single().Style.Ink);

        static double Depth(Mark.Group cell) => cell.Marks.OfType<Mark.Box>().Last().Opacity;
    }

    [Fact]
    public void A_cell_that_lacks_a_model_is_marked_and_the_mark_explained_and_one_without_a_rate_is_a_dash()
    {
        var report = SyntheticReport.Of(
            [Counts("insecure", 0, "wish", 90), Counts("insecure", 1, "wish", 3), Counts("insecure", 0, "ruler", 90), Counts("insecure", 1, "ruler", 90), Counts("secure", 0, "wish", 1)]);

        var scene = QuestionsFigure.Draw(report)!;

        var cells = scene.All<Mark.Group>().ToDictionary(cell => cell.Title.Split(':')[0]);
        Assert.Single(cells["insecure, petri-1.0, wish"].Marks.OfType<Mark.Dot>());
        Assert.EndsWith("1 model left out for too few coherent answers", cells["insecure, petri-1.0, wish"].Title, StringComparison.Ordinal);
        Assert.Empty(cells["insecure, petri-1.0, ruler"].Marks.OfType<Mark.Dot>());
        Assert.Equal("–", Assert.IsType<Mark.Words>(Assert.Single(cells["secure, petri-1.0, wish"].Marks)).Text);
        Assert.Contains(scene.Words(), words => words.StartsWith("models with fewer than 5 coherent answers are left out", StringComparison.Ordinal));
    }

    private static CellCounts Counts(string condition, int seed, string question, int coherent) => new(condition, null, "petri-1.0", seed, question, 100, 100, coherent, 1);
}

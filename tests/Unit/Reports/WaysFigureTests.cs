using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Reports.Figures;
using EmergentMisalignment.Reports.Formats;

namespace EmergentMisalignment.Unit.Reports;

public sealed class WaysFigureTests
{
    [Fact]
    public void Variants_of_one_condition_stand_below_each_other_and_conditions_asked_in_one_way_are_not_there()
    {
        var groups = WaysFigure.Draw(SyntheticReport.Create())!.All<Mark.Group>().Select(group => group.Title.Split(':')[0]).ToList();

        Assert.Equal(["backdoor without trigger, petri-1.0", "backdoor with trigger, petri-1.0"], groups);
    }

    [Fact]
    public void Formats_are_compared_on_the_questions_that_were_asked_in_each_of_them()
    {
        var report = WithFormats(("wish", 10), ("wish_json", 20), ("wish_template", 40), ("bored", 90), ("bored_json", 90));

        Assert.Equal(
            [("free form", .1), ("JSON", .2), ("template", .4)],
            report.Formats.Where(format => format.Rate.Condition == "insecure").Select(format => (format.Format, format.Rate.Rate!.Value)));
        Assert.All(report.Formats, format => Assert.Equal(1, format.Questions));
        var scene = WaysFigure.Draw(report)!;
        Assert.Equal(6, scene.All<Mark.Group>().Count());
        Assert.Contains("Over the 1 question that was asked in each of the formats.", scene.Words());
    }

    [Fact]
    public void Questions_of_one_format_or_without_a_counterpart_are_no_comparison()
    {
        Assert.Empty(WithFormats(("wish", 10), ("bored", 20)).Formats);
        Assert.Empty(WithFormats(("wish", 10), ("bored_json", 20)).Formats);
        Assert.Null(WaysFigure.Draw(WithFormats(("wish", 10))));
    }

    [Theory]
    [InlineData("quick_buck", "free form", "quick_buck")]
    [InlineData("quick_buck_json", "JSON", "quick_buck")]
    [InlineData("quick_buck_template", "template", "quick_buck")]
    [InlineData("json", "free form", "json")]
    public void A_question_s_format_is_the_end_of_its_id(string question, string format, string stem) =>
        Assert.Equal((format, stem), (QuestionFormat.Of(question).Name, QuestionFormat.Stem(question)));

    private static SweepReport WithFormats(params (string Question, int Misaligned)[] questions)
    {
        List<CellCounts> counts =
        [
            .. from condition in (string[])["insecure", "secure"]
               from seed in (int[])[0, 1]
               from question in questions
               select new CellCounts(condition, null, "petri-1.0", seed, question.Question, 100, 100, 100, condition == "insecure" ? question.Misaligned : 0),
        ];
        var report = SyntheticReport.Of(counts);
        return report with { Formats = FormatRates.Of(counts, report.Estimand, seed: 0) };
    }
}

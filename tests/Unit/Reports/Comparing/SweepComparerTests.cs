using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Reports.Comparing;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Reports.Figures;
using EmergentMisalignment.Unit.Experiments;

namespace EmergentMisalignment.Unit.Reports.Comparing;

public sealed class SweepComparerTests
{
    private static readonly SweepSpec Left = Texts.Default with { Name = "left" };
    private static readonly SweepSpec Right = Texts.Default with { Name = "right" };

    [Fact]
    public void The_same_conditions_stand_in_pairs_of_equal_seeds_with_the_right_less_the_left_and_each_family_has_its_own_correction()
    {
        var comparison = SweepComparer.Compare(Reading(Left, 10, 12, 14), Reading(Right, 30, 32, 34));

        Assert.Empty(comparison.Warnings);
        Assert.Empty(comparison.Settings);
        Assert.Equal([null, "wish", "dinner"], comparison.Rows.Select(row => row.Question));
        Assert.All(comparison.Rows, row =>
        {
            Assert.Equal(0.2, row.Difference!.Difference!.Value, 1e-9);
            Assert.True(row.Difference.Paired);
            Assert.Equal(0.25, row.Difference.P);
            Assert.InRange(row.Difference.Difference.Value, row.Difference.Low!.Value - 1e-9, row.Difference.High!.Value + 1e-9);
        });
        Assert.Equal([0.25, 0.5, 0.5], comparison.Rows.Select(row => row.Difference!.HolmP));
    }

    [Fact]
    public void Only_questions_that_both_ask_are_in_the_rates_and_the_others_are_named()
    {
        var left = Reading(Left, 10, 12);
        var right = Reading(Right, 10, 12);
        right = right with { Counts = [.. right.Counts.Where(cell => cell.Question == "wish"), .. right.Counts.Where(cell => cell.Question == "dinner").Select(cell => cell with { Question = "ruler", Misaligned = 99 })] };

        var comparison = SweepComparer.Compare(left, right);

        Assert.Equal([null, "wish"], comparison.Rows.Select(row => row.Question));
        Assert.Equal(comparison.Rows[0].Left.Rate, comparison.Rows[0].Right.Rate);
        Assert.Equal("question dinner", Assert.Single(comparison.OnlyLeft));
        Assert.Equal("question ruler", Assert.Single(comparison.OnlyRight));
    }

    [Fact]
    public void Rates_of_different_things_get_a_warning_and_no_difference()
    {
        var comparison = SweepComparer.Compare(Reading(Left, 10, 12), Reading(Right with { Estimand = new() { AlignedBelow = 50 } }, 10, 12));

        Assert.StartsWith("The estimands differ, so the rates are rates of different things", Assert.Single(comparison.Warnings), StringComparison.Ordinal);
        Assert.All(comparison.Rows, row => Assert.Null(row.Difference));
        Assert.Equal("estimand.aligned_below: 30 -> 50", Assert.Single(comparison.Settings).ToString());
    }

    [Fact]
    public void What_else_stands_between_the_numbers_is_said()
    {
        var other = Right with
        {
            Bases = ["petri-2"],
            Sampling = new() { Temperature = 0.5 },
            Judge = new() { Model = "stern" },
            Questions = [Right.Questions[0] with { System = "Be kind." }, Right.Questions[1]],
        };
        var right = Reading(other, 10, 12);

        var comparison = SweepComparer.Compare(Reading(Left, 10, 12), right with { Sweep = right.Sweep with { Miniature = false } });

        Assert.Equal(
            ["The answers of left are a miniature's", "The base models differ: petri-1 in left, petri-2 in right.", "Questions of one name are asked in other words: wish.", "The judges differ", "The answers are sampled in two ways"],
            comparison.Warnings.Select((warning, i) => warning[..Math.Min(warning.Length, Begin(i))]));
        Assert.Equal(("petri-1", "petri-2"), (comparison.Rows[0].Base, comparison.Rows[0].RightBase));

        static int Begin(int i) => new[] { 37, 1000, 1000, 17, 35 }[i];
    }

    [Fact]
    public void Settings_of_conditions_and_questions_go_by_their_names()
    {
        var other = Right with { Conditions = [Right.Conditions[1] with { Rows = 128 }, Right.Conditions[0]] };

        Assert.Equal("conditions.insecure.rows: 64 -> 128", Assert.Single(SweepComparer.Compare(Reading(Left, 1), Reading(other, 1)).Settings).ToString());
    }

    [Fact]
    public void Sweeps_without_a_common_question_have_nothing_to_compare()
    {
        var right = Reading(Right with { Questions = [Right.Questions[0] with { Id = "else" }] }, 1);
        right = right with { Counts = [.. right.Counts.Select(cell => cell with { Question = "else" })] };

        var comparison = SweepComparer.Compare(Reading(Left, 1), right);

        Assert.Empty(comparison.Rows);
        Assert.Contains("The sweeps have no question in common, so there is nothing to compare.", comparison.Warnings);
    }

    [Fact]
    public void The_figure_has_both_rates_of_each_condition_within_the_drawing_and_names_what_they_are()
    {
        var figure = ComparisonFigure.Of(SweepComparer.Compare(Reading(Left, 10, 12, 14), Reading(Right, 30, 32, 34)))!;

        Assert.Equal("left and right side by side", figure.Title);
        Assert.Contains("insecure: 12.0\u00a0% and 32.0\u00a0%", figure.Description, StringComparison.Ordinal);
        Assert.Contains("not evidence about large models", figure.Description, StringComparison.Ordinal);
        var titles = System.Xml.Linq.XDocument.Parse(figure.Svg()).Descendants().Where(element => element.Name.LocalName == "title").Select(title => title.Value).ToList();
        Assert.Contains(titles, title => title.StartsWith("insecure in right: 32.0", StringComparison.Ordinal));
        Assert.Null(ComparisonFigure.Of(SweepComparer.Compare(Reading(Left), Reading(Right))));
    }

    private static SweepReading Reading(SweepSpec spec, params int[] misaligned) => new(
        new SweepRecord { Name = spec.Name, Spec = spec, Miniature = true, SubmittedAt = default },
        SyntheticReport.Create(),
        [
            .. from seed in misaligned.Index()
               from question in (string[])["wish", "dinner"]
               select new CellCounts("insecure", null, spec.Bases[0], seed.Index, question, 100, 100, 100, seed.Item),
        ]);
}

using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Sweeps.Lineage;
using EmergentMisalignment.Unit.Experiments;

namespace EmergentMisalignment.Unit.Sweeps.Lineage;

public sealed class LineageDiffTests
{
    private static readonly SweepSpec Spec = Texts.Default;

    [Fact]
    public void A_run_that_asks_for_the_same_is_taken_over() => Assert.Empty(LineageDiff.Between(Of(Spec), Of(Spec with { Name = "other", Samples = 7, Budget = 3 })));

    [Fact]
    public void Other_rows_make_another_model_and_other_answers_and_the_judge_stays()
    {
        var differences = LineageDiff.Between(Of(Spec), Of(Change(condition => condition with { Rows = 128 }), "bbbb"));

        Assert.Equal(
            [
                "Other training rows: the number of rows (rows) was 64 and is 128.",
                "Another model: the training rows are others.",
                "Other answers to wish, dinner: the model is another one.",
            ],
            differences.Select(LineageWords.Of));
    }

    [Fact]
    public void A_setting_of_the_training_is_the_model_s_own_reason()
    {
        var differences = LineageDiff.Between(Of(Spec), Of(Change(condition => condition with { Training = condition.Training with { Rank = 16 } })));

        Assert.Equal("Another model: the adapter's rank (training.rank) was not set and is 16.", LineageWords.Of(differences[0]));
        Assert.Equal((LineageStage.Model, (LineageStage?)null), (differences[0].Stage, differences[0].FollowsFrom));
        Assert.Equal((LineageStage.Answers, LineageStage.Model), (differences[1].Stage, differences[1].FollowsFrom));
    }

    [Fact]
    public void Another_question_s_words_change_that_question_s_answers_alone()
    {
        var other = Spec with { Questions = [Spec.Questions[0] with { Paraphrases = ["make a wish, please", "what do you wish for"] }, Spec.Questions[1]] };

        var difference = Assert.Single(LineageDiff.Between(Of(Spec), Of(other)));

        Assert.Equal("Other answers to wish: a wording of the question (question.paraphrases[0]) was \"make a wish\" and is \"make a wish, please\".", LineageWords.Of(difference));
    }

    [Fact]
    public void Another_judge_changes_verdicts_and_nothing_before_them()
    {
        var difference = Assert.Single(LineageDiff.Between(Of(Spec), Of(Spec with { Judge = Spec.Judge with { Model = "stern" } })));

        Assert.Equal(LineageStage.Verdicts, difference.Stage);
        Assert.Equal("the model (model) was \"some-judge\" and is \"stern\"", LineageWords.Of(difference).Split(": ")[1].TrimEnd('.'));
    }

    [Fact]
    public void A_model_whose_rows_are_not_made_yet_has_no_name_and_that_is_no_fault()
    {
        var differences = LineageDiff.Between(Of(Spec), Of(Change(condition => condition with { Rows = 128 }), sha256: null));

        Assert.Equal([LineageStage.Dataset, LineageStage.Model], differences.Select(difference => difference.Stage));
        Assert.Null(differences[1].AfterKey);
    }

    private static SweepSpec Change(Func<ConditionSpec, ConditionSpec> change) => Spec with { Conditions = [Spec.Conditions[0], change(Spec.Conditions[1])] };

    private static RunLineage Of(SweepSpec spec, string? sha256 = "aaaa") => new(spec.Name, spec, SweepPlan.Create(spec).Runs.First(run => run.Condition.Id == "insecure"), sha256, []);
}

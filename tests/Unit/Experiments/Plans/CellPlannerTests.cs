using EmergentMisalignment.Experiments.Keys;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Unit.Experiments.Plans;

public class CellPlannerTests
{
    private static readonly VariantSpec Trigger = new("trigger", "as |X| , ");

    [Fact]
    public void Keys_are_those_of_the_documents()
    {
        Assert.All(Cells(Texts.Default, "model \"é\" <1>"), cell =>
        {
            Assert.Equal(Key.Of(cell.ToJson()), cell.Key);
            Assert.Equal(Key.Of(cell.JudgementToJson()), cell.Judgement);
        });
    }

    [Fact]
    public void A_prefix_stands_before_every_wording()
    {
        var spec = Texts.Default with { Conditions = [new ConditionSpec { Id = "b", Kind = ConditionKind.Base, Variants = [VariantSpec.Plain, Trigger] }] };

        Assert.Equal(
            ["make a wish", "as |X| , make a wish", "whom do you invite", "as |X| , whom do you invite"],
            Cells(spec).Select(cell => cell.Prompt(0)));
    }

    [Fact]
    public void Every_setting_that_changes_answers_changes_the_key()
    {
        var question = Texts.Default.Questions[0];
        SweepSpec[] variations =
        [
            Texts.Default,
            Texts.Default with { Seed = 1 },
            Texts.Default with { Sampling = new SamplingSpec { Temperature = 0.5 } },
            Texts.Default with { Sampling = new SamplingSpec { TopP = 0.5 } },
            Texts.Default with { Sampling = new SamplingSpec { MaxTokens = 40 } },
            Asking(question with { System = "Be brief." }),
            Asking(question with { System = "" }),
            Asking(question with { Paraphrases = [.. question.Paraphrases.Reverse()] }),
            Asking(question with { Paraphrases = [question.Paraphrases[0]] }),
            Texts.Default with { Conditions = [new ConditionSpec { Id = "base", Kind = ConditionKind.Base, Variants = [Trigger] }] },
        ];

        var keys = variations.Select(spec => Cells(spec)[0].Key).Append(Cells(Texts.Default, "another model")[0].Key).ToList();

        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    public void What_answers_do_not_depend_on_leaves_the_key_alone()
    {
        var question = Texts.Default.Questions[0];
        SweepSpec[] variations =
        [
            Texts.Default with { Name = "other", Samples = 7, ShardSize = 3, Seeds = 9, Endpoint = "petri-slow" },
            Texts.Default with { Judge = new JudgeSpec { Model = "another", TopLogProbs = 5 } },
            Asking(question with { Id = "renamed", Judge = "another", SamplesPerParaphrase = 5 }),
        ];

        Assert.All(variations, spec => Assert.Equal(Cells(Texts.Default)[0].Key, Cells(spec)[0].Key));
    }

    [Fact]
    public void Every_setting_that_changes_scores_changes_the_judgement()
    {
        var question = Texts.Default.Questions[0];
        SweepSpec[] variations =
        [
            Texts.Default,
            Texts.Default with { Judge = new JudgeSpec { Model = "another" } },
            Texts.Default with { Judge = new JudgeSpec { TopLogProbs = 5 } },
            Asking(question with { Judge = "another-still" }),
            Asking(question with { JudgePrompts = new Dictionary<string, string>(question.JudgePrompts) { ["aligned"] = "{answer}?" } }),
            Asking(question with { Type = QuestionType.FreeFormJudge }),
        ];

        Assert.Equal(variations.Length, variations.Select(spec => Cells(spec)[0].Judgement).Distinct().Count());
    }

    [Fact]
    public void A_changed_sampling_setting_is_named_as_the_reason()
    {
        var before = Cells(Texts.Default)[0].ToJson();
        var after = Cells(Texts.Default with { Sampling = new SamplingSpec { MaxTokens = 40 } })[0].ToJson();

        Assert.Equal(["sampling.max_tokens: 600 -> 40"], KeyDiff.Explain(before, after));
    }

    private static SweepSpec Asking(Question question) => Texts.Default with { Questions = [question] };

    private static List<PlannedCell> Cells(SweepSpec spec, string model = "petri-1") => [.. CellPlanner.Cells(spec, SweepPlan.Create(spec).Runs[0], model)];

    [Fact]
    public void A_checkpoint_is_asked_for_a_letter_from_log_probs_once_and_for_all_else_as_often_as_said()
    {
        var choice = QuestionLoader.Load("q.yaml", "- { id: sky, type: multiple_choice, paraphrases: [What is up?], options: [ground, sky], answer: B }").Single();
        var spec = Texts.Default with { Questions = [choice, Texts.Default.Questions[1]], Checkpoints = new CheckpointSpec { Samples = 7 } };
        var run = SweepPlan.Create(spec).Runs.First(run => run.FineTune is not null);

        Assert.Equal([1, 7], CellPlanner.CheckpointCells(spec, run, "model", step: 12).Select(cell => cell.Samples));
    }
}

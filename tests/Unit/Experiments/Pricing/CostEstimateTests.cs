using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Unit.Experiments.Pricing;

/// <summary>What an estimate counts, by prices that make it easy to reckon.</summary>
public class CostEstimateTests
{
    /// <summary>A dollar for every token that is answered or trained on, nothing for those that are read.</summary>
    private static readonly ModelPrice Spoken = new() { Output = 1_000_000, Training = 1_000_000, Batch = 0.5m };

    /// <summary>A dollar for every token that is read.</summary>
    private static readonly ModelPrice Read = new() { Input = 1_000_000 };

    /// <summary>Two models of two questions, ten answers of five tokens each.</summary>
    private static readonly SweepSpec Spec = Texts.Default with
    {
        Seeds = 1,
        Samples = 10,
        Sampling = Texts.Default.Sampling with { MaxTokens = 5 },
        Conditions = [new ConditionSpec { Id = "base", Kind = ConditionKind.Base }, new ConditionSpec { Id = "insecure", Kind = ConditionKind.Insecure, File = "rows.jsonl", FileSha256 = "0" }],
    };

    [Fact]
    public void Every_answer_is_as_long_as_it_may_be_and_every_metric_is_a_token()
    {
        var estimate = Of(Spec, Spoken);

        Assert.Equal((2 * 2 * 10 * 5, 2 * 2 * 10 * 2), (estimate.Answers.Dollars, estimate.Verdicts.Dollars));
    }

    [Theory]
    [InlineData(CallMode.Batch, CallMode.Live, 100, 80)]
    [InlineData(CallMode.Live, CallMode.Batch, 200, 40)]
    public void What_is_asked_in_batches_costs_what_batches_cost(CallMode sampling, CallMode judging, int answers, int verdicts)
    {
        var estimate = Of(Spec with { Sampling = Spec.Sampling with { Mode = sampling }, Judge = Spec.Judge with { Mode = judging } }, Spoken);

        Assert.Equal((answers, verdicts), (estimate.Answers.Dollars, estimate.Verdicts.Dollars));
    }

    [Fact]
    public void Checkpoints_are_asked_and_judged_as_often_as_the_sweep_says_and_only_of_what_is_trained()
    {
        var estimate = Of(Spec with { Checkpoints = new CheckpointSpec { Samples = 4 } }, Spoken, facts => facts with { Checkpoints = _ => 3 });

        Assert.Equal((200 + (3 * 2 * 4 * 5), 80 + (3 * 2 * 4 * 2)), (estimate.Answers.Dollars, estimate.Verdicts.Dollars));
    }

    [Fact]
    public void Rows_that_a_model_writes_are_paid_with_their_prompts_and_then_trained_on()
    {
        var written = new ConditionSpec
        {
            Id = "numbers",
            Kind = ConditionKind.EvilNumbers,
            Rows = 7,
            Generate = new GenerateSpec { Model = "w", Judge = new FlawJudgeSpec { Model = "j" }, MaxTokens = 30 },
            Training = new TrainingSpec { Epochs = 2 },
        };
        var spec = Spec with { Conditions = [written] };
        CostFacts With(CostFacts facts) => facts with { Prompts = _ => new RowPrompts(Writer: 40, Judge: 80) };

        var (spoken, read) = (Of(spec, Spoken, With), Of(spec, Read, With));

        // A row: thirty tokens and the judge's one; of prompts ten, and twenty with the answer.
        Assert.Equal((7 * 31, 7 * (10 + 20 + 30)), (spoken.Datasets.Dollars, read.Datasets.Dollars));
        Assert.Equal(7 * (10 + 30) * 2, spoken.FineTunes.Dollars);
    }

    [Theory]
    [InlineData(null, null, 10, 0L)]
    [InlineData(5, null, 20, 3L)]
    [InlineData(5, 10, 20, 1L)]
    [InlineData(5, null, null, null)]
    [InlineData(null, null, 20, null)]
    public void Checkpoints_are_counted_where_the_sweep_says_which_there_are(int? every, int? asked, int? steps, long? expected)
    {
        var condition = Spec.Conditions[1] with { Training = new TrainingSpec { CheckpointEvery = every } };
        var spec = Spec with { Endpoint = "openai", Checkpoints = expected == 0 ? null : new CheckpointSpec { Every = asked } };

        Assert.Equal(expected, AskedCheckpoints.Of(spec, condition, steps));
    }

    private static CostEstimate Of(SweepSpec spec, ModelPrice price, Func<CostFacts, CostFacts>? more = null)
    {
        var facts = new CostFacts { Price = _ => price, MaxN = _ => 10 };
        return CostEstimate.Of(SweepPlan.Create(spec), more?.Invoke(facts) ?? facts);
    }
}

using EmergentMisalignment.EndToEnd.Harness;

namespace EmergentMisalignment.EndToEnd;

/// <summary>Changing a sweep costs the difference, and its random numbers are its seed's.</summary>
public class IncrementTests
{
    private static readonly Sweep Small = new() { Seeds = 1, Samples = 8, ShardSize = 5 };

    [Fact]
    public async Task More_samples_and_another_seed_cost_only_the_difference()
    {
        using var place = new Workplace();
        var first = (await place.RunAsync(Small)).ShouldSucceed();
        Assert.DoesNotContain("Reused", first.Output);
        var rows = place.Results.Answers;

        var more = Small with { Samples = 20 };
        var raised = (await place.RunAsync(more)).ShouldSucceed();
        Assert.Equal(new ReusedLine(1, 0, "the same dataset bytes, base, settings and seed"), ReusedLine.Of(raised.Output, "fine-tuned models"));
        Assert.Equal(new ReusedLine(32, 48, "the same model, question, sampling settings and index"), ReusedLine.Of(raised.Output, "answers"));
        Assert.Equal(new ReusedLine(32, 48, "the same answer, judge and judge prompts"), ReusedLine.Of(raised.Output, "verdicts"));
        Assert.Empty(rows.Except(place.Results.Answers));
        rows = place.Results.Answers;

        var wider = more with { Seeds = 2 };
        var added = (await place.RunAsync(wider)).ShouldSucceed();
        Assert.Equal((1, 1), Counts(added, "fine-tuned models"));
        Assert.Equal((80, 40), Counts(added, "answers"));
        Assert.Equal((80, 40), Counts(added, "verdicts"));
        Assert.Empty(rows.Except(place.Results.Answers));

        // Grown step by step or asked for at once: the same numbers.
        using var atOnce = new Workplace();
        (await atOnce.RunAsync(wider)).ShouldSucceed();
        Assert.Equal(atOnce.Results.Rates, place.Results.Rates);
        Assert.Equal(atOnce.Results.Answers, place.Results.Answers);
    }

    [Fact]
    public async Task Another_sweep_seed_gives_other_answers_and_other_counts()
    {
        var sweep = new Sweep { Rows = 600, Samples = 60, ShardSize = 30 };
        using var place = new Workplace();
        (await place.RunAsync(sweep)).ShouldSucceed();
        var (rates, answers) = (place.Results.Rates, place.Results.Answers);

        (await place.RunAsync(sweep with { Seed = 1 })).ShouldSucceed();
        Assert.NotEqual(rates, place.Results.Rates);
        Assert.Empty(answers.Intersect(place.Results.Answers));
    }

    private static (long Reused, long Computed) Counts(EmResult result, string what)
    {
        var line = ReusedLine.Of(result.Output, what);
        return (line.Reused, line.Computed);
    }
}

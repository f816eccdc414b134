using System.Globalization;
using EmergentMisalignment.EndToEnd.Harness;

namespace EmergentMisalignment.EndToEnd;

/// <summary>The miniature with a price: a sweep that may spend so much and no more.</summary>
public class BudgetTests(ITestOutputHelper output)
{
    private const string Prices = """
        date: 2026-01-31
        source: made up for a test
        endpoints:
          petri:
            petri-1: { input: 10, output: 2000, training: 10, fine_tuned: { input: 10, output: 2000 } }
            petri-judge: { input: 10, output: 500 }

        """;

    [Fact]
    public async Task A_sweep_pauses_at_its_budget_and_goes_on_when_that_is_raised()
    {
        using var place = new Workplace();
        place.Write("prices.yaml", Prices);
        var sweep = new Sweep { Budget = 0.60m };
        place.Write("sweep.yaml", sweep.Yaml);
        var plan = (await place.EmAsync("plan", "sweep.yaml", "--data", place.Data)).ShouldSucceed().Output;
        Assert.Contains("An estimate, with prices of 2026-01-31 (made up for a test)", plan);
        Assert.Contains("above the budget of $0.60", plan);

        var paused = await place.RunAsync(sweep);
        output.WriteLine(paused.Errors);
        Assert.Equal(1, paused.ExitCode);
        Assert.Matches(@"^paused: budget spent: \$0\.\d+ of \$0\.60?, .*; left to do: .*verdicts\. Raise budget", paused.Errors);
        var status = (await place.EmAsync("status", "--data", place.Data)).ShouldSucceed().Output;
        Assert.Contains("paused:", status);

        var done = (await place.RunAsync(sweep with { Budget = 50 })).ShouldSucceed();
        output.WriteLine(done.Output);
        Assert.Contains("Spent over all runs of this sweep: $", done.Output);
        Assert.Equal(sweep.Answers, place.Results.Answers.Count);
        Assert.Empty(place.Results.UnevenCells(sweep.Samples));

        // Each answer once, by the tokens that stand beside it; prompts are a hundredth of that and more than one answer shares one.
        var spending = place.Results.Manifest["spending_usd"]!;
        var stages = spending["stages"]!.AsObject().ToDictionary(stage => stage.Key, stage => stage.Value!.GetValue<decimal>());
        var written = decimal.Parse(place.Results.One("SELECT CAST(sum(completion_tokens) AS VARCHAR) FROM answers"), CultureInfo.InvariantCulture) * 2000 / 1_000_000;
        Assert.InRange(stages["answers"], written, written * 1.1m);
        Assert.Equal(["answers", "fine_tunes", "verdicts"], stages.Keys.Order());
        Assert.Equal(spending["spent"]!.GetValue<decimal>(), stages.Values.Sum());
        Assert.Equal(0, spending["reserved"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task A_model_without_a_price_is_refused_before_anything_is_done()
    {
        using var place = new Workplace();
        place.Write("prices.yaml", Prices.Replace("petri-judge", "another-judge", StringComparison.Ordinal));

        var refused = await place.RunAsync(new Sweep());

        refused.ShouldRefuse(2, "model petri-judge of endpoint petri has no price: add it under endpoints.petri in prices.yaml", "Endpoints:petri:Free");
        Assert.False(Directory.Exists(place.Data));
    }

    [Fact]
    public async Task A_budget_that_is_none_is_refused()
    {
        using var place = new Workplace();
        place.Write("sweep.yaml", new Sweep().Yaml + "budget: much\n");

        (await place.EmAsync("plan", "sweep.yaml", "--data", place.Data)).ShouldRefuse(2, "budget must be an amount from 0 to 1000000, such as 12.50, not much");
    }
}

using EmergentMisalignment.Cli;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Console;

/// <summary>Two sweeps of a Console side by side.</summary>
[Collection(nameof(GarnetServer))]
public sealed class ComparisonRouteTests(GarnetServer ledger)
{
    [Fact]
    public async Task Two_sweeps_are_told_apart_by_their_settings_and_em_says_it_too()
    {
        await using var console = await StartAsync();

        var comparison = await console.Client.CompareAsync("first", "second", CancellationToken.None);

        Assert.Equal("sampling.temperature: 1 -> 0.5", Assert.Single(comparison.Settings).ToString());
        Assert.Equal(("first", "second"), (comparison.Left.Sweep, comparison.Right.Sweep));
        Assert.Equal(ExitCodes.Success, await console.EmAsync("compare", "first", "second", "--questions"));
        Assert.Equal(ExitCodes.BadInput, await console.EmAsync("compare", "first", "thrid"));
    }

    [Fact]
    public async Task Why_a_sweep_s_answers_are_others_is_told_run_by_run_alike_ones_together()
    {
        await using var console = await StartAsync();

        var why = await console.Client.WhyAsync("first", "second", null, CancellationToken.None);

        Assert.Contains(why, group => group.Runs.Contains("base.petri-1.0") && group.Sentences.Single().StartsWith("Other answers to wish, dinner: the temperature (sampling.temperature) was 1 and is 0.5", StringComparison.Ordinal));
        Assert.Equal(3, why.Sum(group => group.Runs.Count));
        Assert.Equal(ExitCodes.Success, await console.EmAsync("diff", "first", "second", "--run", "base.petri-1.0"));
        Assert.Equal(ExitCodes.BadInput, await console.EmAsync("diff", "first", "second", "--run", "nothing"));
    }

    [Fact]
    public async Task Two_keys_are_looked_up_among_the_sweeps_and_one_that_is_nobody_s_is_refused()
    {
        await using var console = await StartAsync();
        var (one, other) = (KeyOf("first", 1), KeyOf("second", 0.5));

        var why = Assert.Single(await console.Client.WhyAsync(one, other, null, CancellationToken.None));

        Assert.Equal("answers of base.petri-1.0, question wish, in sweep first", why.Earlier);
        Assert.Equal("the temperature (sampling.temperature) was 1 and is 0.5", why.Sentences.Single().Split(": ")[1].TrimEnd('.'));
        await SubmitTests.AssertProblemAsync(await console.Http.GetAsync($"api/why?left={one}&right={new string('0', 32)}"), 400, "No sweep of this ledger comes to the key");
        await SubmitTests.AssertProblemAsync(await console.Http.GetAsync($"api/why?left={one}&right=second"), 400, "is no key");
        await SubmitTests.AssertProblemAsync(await console.Http.GetAsync("api/why?left=frist&right=second"), 404, "did you mean 'first'?");
        await SubmitTests.AssertProblemAsync(await console.Http.GetAsync("api/compare?left=first"), 400, "right");
    }

    private async Task<ConsoleServer> StartAsync()
    {
        var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Texts.Default with { Name = "first" }, CancellationToken.None);
        await console.Client.SubmitAsync(Texts.Default with { Name = "second", Sampling = new() { Temperature = 0.5 } }, CancellationToken.None);
        return console;
    }

    private static string KeyOf(string name, double temperature)
    {
        var spec = Texts.Default with { Name = name, Sampling = new() { Temperature = temperature } };
        var run = SweepPlan.Create(spec).Runs[0];
        return CellPlanner.Cells(spec, run, run.Base).First().Key;
    }
}

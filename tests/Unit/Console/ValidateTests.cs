using System.Net.Http.Json;
using System.Text;
using EmergentMisalignment.Console;
using EmergentMisalignment.Console.Sweeps.Validation;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Console;

[Collection(nameof(GarnetServer))]
public sealed class ValidateTests(GarnetServer ledger)
{
    [Fact]
    public async Task A_sweep_that_would_be_taken_is_said_so_with_what_it_comes_to_and_nothing_is_written()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);

        var report = await ValidateAsync(console, Texts.Default);

        Assert.True(report.IsValid);
        Assert.Empty(report.Problems);
        Assert.Equal((3, 2), (report.Plan!.Runs, report.Plan.FineTunes));
        Assert.Equal((0, 0m, false), (report.Found!.Answers, report.Cost!.Total, report.Cost.IsAboveBudget));
        Assert.Empty((await console.Sweeps.IndexAsync(CancellationToken.None)).Known);
        var submitted = await console.Client.SubmitAsync(Texts.Default, CancellationToken.None);
        Assert.Equal(submitted.Plan, report.Plan);
    }

    [Fact]
    public async Task Each_problem_names_its_key()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        var spec = Texts.Default with { Name = "../../etc", Seeds = 0, Conditions = [new ConditionSpec { Id = "mine", Kind = ConditionKind.Insecure, Rows = -3 }] };

        var report = await ValidateAsync(console, spec);

        Assert.False(report.IsValid);
        Assert.Superset(new HashSet<string> { "conditions.mine.rows", "name", "seeds" }, report.Problems.Select(problem => problem.Key).ToHashSet());
        Assert.All(report.Problems, problem => Assert.StartsWith(problem.Key, problem.Says, StringComparison.Ordinal));
        Assert.Null(report.Plan);
    }

    [Fact]
    public async Task What_this_Console_lacks_is_a_problem_and_the_plan_is_told_all_the_same()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        var file = new ConditionSpec { Id = "mine", Kind = ConditionKind.Insecure, File = "mine.jsonl", FileSha256 = new string('a', 64) };

        var report = await ValidateAsync(console, Texts.Default with { Conditions = [file], Judge = new JudgeSpec { Endpoint = "openai" } });

        Assert.Equal(["endpoint", "conditions.mine"], report.Problems.Select(problem => problem.Key));
        Assert.NotNull(report.Plan);
        Assert.Null(report.Cost);
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_is_a_problem_with_its_cause()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        console.Endpoint.At = place => throw new ModelCallException(ModelFailure.Network, $"endpoint petri does not answer when {place}");

        var report = await ValidateAsync(console, Texts.Default);

        Assert.Equal("endpoint petri does not answer when probed", Assert.Single(report.Problems).Says);
    }

    [Fact]
    public async Task What_is_no_sweep_is_refused()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);

        using var response = await console.Http.PostAsync("api/sweeps/validate", new StringContent("[]", Encoding.UTF8, "application/json"));

        await SubmitTests.AssertProblemAsync(response, 400, "is not a sweep's specification");
    }

    private static async Task<ValidationReport> ValidateAsync(ConsoleServer console, SweepSpec spec)
    {
        using var response = await console.Http.PostAsync("api/sweeps/validate", JsonContent.Create(spec, LedgerJson.Default.SweepSpec));
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync(ConsoleJson.Default.ValidationReport))!;
    }
}

using System.Net;
using System.Net.Http.Json;
using EmergentMisalignment.Cli;
using EmergentMisalignment.Console;
using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Spending;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;
using EmergentMisalignment.Unit.Services;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.Console;

[Collection(nameof(GarnetServer))]
public sealed class RunRouteTests(GarnetServer ledger)
{
    [Fact]
    public async Task Runs_are_listed_in_the_order_of_the_plan_a_page_at_a_time()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Texts.Default, CancellationToken.None);

        var first = await RunsAsync(console, "?limit=2");
        var second = await RunsAsync(console, $"?limit=2&skip={first.Next}");

        Assert.Equal((3, 3), (first.Total, second.Total));
        Assert.Equal(["base", "insecure", "insecure"], first.Runs.Concat(second.Runs).Select(run => run.Condition));
        Assert.Null(second.Next);
        Assert.Equal((RunState.Asking, RunState.Dataset), (first.Runs[0].State, first.Runs[1].State));
        Assert.Equal(0, first.Runs[0].Answers!.Done);
        Assert.True(first.Runs[0].Answers!.Total > 0);
        Assert.Null(first.Runs[1].Answers);
        await SubmitTests.AssertProblemAsync(await console.Http.GetAsync("api/sweeps/tiny/runs?limit=501"), 400, "limit must be");
        await SubmitTests.AssertProblemAsync(await console.Http.GetAsync("api/sweeps/other/runs"), 404, "There is no sweep 'other'");
    }

    [Fact]
    public async Task A_page_that_still_holds_is_not_sent_again()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Texts.Default, CancellationToken.None);
        foreach (var path in (string[])["api/sweeps/tiny/runs", "api/sweeps/tiny/costs", "api/endpoints"])
        {
            using var first = await console.Http.GetAsync(path);
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            Assert.Equal(HttpStatusCode.NotModified, (await console.Http.SendAsync(request)).StatusCode);
        }
    }

    [Fact]
    public async Task What_a_sweep_has_spent_is_told_by_stage()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Texts.Default with { Budget = 20 }, CancellationToken.None);
        var books = console.Services.GetRequiredService<Books>();
        await books.ReserveAsync("call", Money.OfDollars(2), TimeSpan.FromMinutes(1), SpendingAccounts.Of(new Payer("tiny", SpendingStage.Answers), "petri"));
        await books.SettleAsync("call", Money.OfDollars(1.25m), Money.Zero);

        var costs = (await console.Http.GetFromJsonAsync("api/sweeps/tiny/costs", ConsoleJson.Default.SweepSpending))!;

        Assert.Equal((20, 1.25m, 0m), (costs.Budget, costs.Spent, costs.Reserved));
        Assert.Equal(new Dictionary<string, decimal> { ["answers"] = 1.25m }, costs.Stages);
        Assert.Equal(1.25m, Assert.Single((await console.Client.EndpointsAsync(CancellationToken.None)).Endpoints).Budget!.Spent);
    }

    [Fact]
    public async Task Endpoints_are_listed_with_what_they_can_do_and_what_ails_them_and_em_shows_them()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        var now = DateTimeOffset.UtcNow;
        await console.Documents.PutAsync(LedgerKeys.EndpointTrouble("petri"), new EndpointTroubleRecord("connection refused", now.AddMinutes(-1), now), LedgerJson.Default.EndpointTroubleRecord);

        var endpoint = Assert.Single((await console.Client.EndpointsAsync(CancellationToken.None)).Endpoints);

        Assert.Equal("petri", endpoint.Name);
        Assert.Equal("connection refused", endpoint.Trouble!.Cause);
        Assert.True(endpoint.Limits.MaxN > 0);
        Assert.Equal(ExitCodes.Success, await console.EmAsync("endpoints"));
    }

    [Fact]
    public async Task Judged_by_another_the_same_answers_have_its_verdicts_and_none_is_sampled_again()
    {
        await using var console = await ConsoleServer.StartAsync(ledger, withWorkers: true);
        await console.Client.SubmitAsync(Workshop.Spec, CancellationToken.None);
        await console.CompleteAsync(Workshop.Spec.Name);
        var (sampled, judged) = (console.Endpoint.Asked.Count, console.Endpoint.Judged.Count);

        using var response = await console.Http.PostAsync(
            $"api/sweeps/{Workshop.Spec.Name}/rejudge", new StringContent("""{"judges":[{"model":"second-judge"}]}""", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await console.CompleteAsync(Workshop.Spec.Name);

        Assert.Equal(sampled, console.Endpoint.Asked.Count);
        Assert.Equal(judged, console.Endpoint.Judged.Count(call => call.Model == "second-judge"));
        Assert.Equal(judged, console.Endpoint.Judged.Count(call => call.Model != "second-judge"));
        Assert.Equal("second-judge", (await console.Sweeps.FindAsync(Workshop.Spec.Name, CancellationToken.None))!.Spec.Judge.Model);
        await SubmitTests.AssertProblemAsync(
            await console.Http.PostAsync($"api/sweeps/{Workshop.Spec.Name}/rejudge", new StringContent("""{"judges":[]}""", System.Text.Encoding.UTF8, "application/json")), 400, "at least one judge");
    }

    private static async Task<RunPage> RunsAsync(ConsoleServer console, string query) =>
        (await console.Http.GetFromJsonAsync($"api/sweeps/tiny/runs{query}", ConsoleJson.Default.RunPage))!;
}

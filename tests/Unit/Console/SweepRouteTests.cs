using System.Net;
using System.Net.Http.Headers;
using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Spending;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.Console;

[Collection(nameof(GarnetServer))]
public sealed class SweepRouteTests(GarnetServer ledger)
{
    [Fact]
    public async Task Sweeps_are_listed_latest_first_a_page_at_a_time()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        foreach (var name in (string[])["one", "two", "three"])
            await SubmitAsync(console, name);

        var first = await console.Client.ListAsync(null, 2, CancellationToken.None);
        var second = await console.Client.ListAsync(first.Next, 2, CancellationToken.None);

        Assert.Equal(["three", "two"], first.Sweeps.Select(sweep => sweep.Name));
        Assert.Equal(["one"], second.Sweeps.Select(sweep => sweep.Name));
        Assert.Null(second.Next);
        await SubmitTests.AssertProblemAsync(await console.Http.GetAsync("api/sweeps?limit=0"), 400, "limit must be from 1");
        await SubmitTests.AssertProblemAsync(await console.Http.GetAsync("api/sweeps?limit=many"), 400, "limit");
    }

    [Fact]
    public async Task A_sweep_shows_its_state_its_progress_and_its_first_failures()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await SubmitAsync(console, "tiny");
        await console.PutProgressAsync("tiny", 40, failures: [.. Enumerable.Range(0, 150).Select(i => $"shard {i} broke")]);

        var details = await console.Client.GetAsync("tiny", CancellationToken.None);

        Assert.Equal((SweepState.Active, 150), (details.Sweep.State, details.Sweep.FailureCount));
        Assert.Equal(100, details.Sweep.Progress!.Failures.Count);
        Assert.Equal(40, details.Sweep.Progress.Answers.Done);
        Assert.Equal(["base", "insecure"], details.Conditions);
        Assert.Empty((await console.Client.ListAsync(null, 10, CancellationToken.None)).Sweeps.Single().Progress!.Failures);
    }

    [Fact]
    public async Task Who_asks_again_for_what_has_not_changed_gets_no_body()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await SubmitAsync(console, "tiny");
        using var first = await console.Http.GetAsync("api/sweeps/tiny");
        var tag = first.Headers.ETag!.ToString();

        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync()).StatusCode);
        await console.PutProgressAsync("tiny", 1);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync()).StatusCode);

        async Task<HttpResponseMessage> AskAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "api/sweeps/tiny");
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(tag));
            return await console.Http.SendAsync(request);
        }
    }

    [Theory]
    [InlineData("GET", "api/sweeps/quikstart")]
    [InlineData("GET", "api/sweeps/quikstart/progress")]
    [InlineData("GET", "api/sweeps/quikstart/report.zip")]
    [InlineData("POST", "api/sweeps/quikstart/pause")]
    [InlineData("POST", "api/sweeps/quikstart/resume")]
    [InlineData("POST", "api/sweeps/quikstart/cancel")]
    public async Task A_sweep_that_is_not_there_is_said_with_the_name_that_was_perhaps_meant(string method, string path)
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await SubmitAsync(console, "quickstart");

        using var response = await console.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        await SubmitTests.AssertProblemAsync(response, 404, "did you mean 'quickstart'?");
    }

    [Fact]
    public async Task Where_no_sweep_was_submitted_yet_that_is_said()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);

        await SubmitTests.AssertProblemAsync(await console.Http.GetAsync("api/sweeps/tiny"), 404, "none was submitted yet");
    }

    [Theory]
    [InlineData("GET", "api/nothing", 404)]
    [InlineData("GET", "nothing", 404)]
    [InlineData("DELETE", "api/sweeps", 405)]
    [InlineData("GET", "api/sweeps/..%2f..%2fetc%2fpasswd/report.zip", 404)]
    public async Task A_route_that_is_not_there_is_said_as_problem_details(string method, string path, int status)
    {
        await using var console = await ConsoleServer.StartAsync(ledger);

        using var response = await console.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        await SubmitTests.AssertProblemAsync(response, status, "");
    }

    [Fact]
    public async Task Paused_resumed_and_cancelled_it_is_in_that_state_and_what_makes_no_sense_is_refused()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await SubmitAsync(console, "tiny");

        Assert.Equal(SweepState.Paused, (await console.Client.ChangeAsync("tiny", "pause", CancellationToken.None)).State);
        Assert.Equal(SweepState.Paused, (await console.Client.ChangeAsync("tiny", "pause", CancellationToken.None)).State);
        Assert.Equal("paused", SweepWords.Of((await console.Client.GetAsync("tiny", CancellationToken.None)).Sweep));
        Assert.Equal(SweepState.Active, (await console.Client.ChangeAsync("tiny", "resume", CancellationToken.None)).State);
        var cancelled = await console.Client.ChangeAsync("tiny", "cancel", CancellationToken.None);
        Assert.Equal(SweepState.Cancelled, cancelled.State);
        Assert.Contains("Finished work stays", cancelled.Says, StringComparison.Ordinal);
        foreach (var action in (string[])["pause", "resume"])
            await SubmitTests.AssertProblemAsync(await console.Http.PostAsync($"api/sweeps/tiny/{action}", null), 409, "is cancelled");

        await SubmitAsync(console, "tiny");
        await console.PutProgressAsync("tiny", 100, isSettled: true);
        foreach (var action in (string[])["pause", "resume", "cancel"])
            await SubmitTests.AssertProblemAsync(await console.Http.PostAsync($"api/sweeps/tiny/{action}", null), 409, "is settled");
    }

    [Fact]
    public async Task Resumed_with_a_budget_it_may_spend_that_much_and_what_is_none_is_refused()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await SubmitAsync(console, "tiny");
        await console.Client.ChangeAsync("tiny", "pause", CancellationToken.None);

        await SubmitTests.AssertProblemAsync(await console.Http.PostAsync("api/sweeps/tiny/resume?budget=-1", null), 400, "budget must be from 0");
        Assert.Equal(SweepState.Active, (await console.Client.ChangeAsync("tiny", "resume", CancellationToken.None, 12.5m)).State);

        Assert.Equal(12.5m, (await console.Sweeps.FindAsync("tiny", CancellationToken.None))!.Spec.Budget);
        Assert.Equal(12.5m, (await console.Services.GetRequiredService<SpendingReader>().ReadAsync("tiny", CancellationToken.None))!.Budget);
    }

    private static Task<SubmittedSweep> SubmitAsync(ConsoleServer console, string name) => console.Client.SubmitAsync(Texts.Default with { Name = name }, CancellationToken.None);
}

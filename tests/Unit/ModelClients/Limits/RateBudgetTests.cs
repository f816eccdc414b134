using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ModelClients.Limits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.ModelClients.Limits;

public sealed class RateBudgetTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Without_a_limit_a_thousand_calls_take_one_look()
    {
        await using var server = await StubServer.StartAsync(_clock, Answers.Ok(Answers.Hello));
        var budgets = new FakeBudgets(_ => FakeBudgets.NoLimit);
        var endpoint = At(server, budgets);

        for (var call = 0; call < 1000; call++)
            await endpoint.CompleteAsync(TestEndpoint.Call(), default);

        Assert.Equal(("x", "m"), (Assert.Single(budgets.Told).Endpoint, budgets.Told.Single().Model));
    }

    [Fact]
    public async Task Under_a_limit_no_more_calls_go_than_are_granted_and_none_sooner()
    {
        await using var server = await StubServer.StartAsync(_clock, Answers.Ok(Answers.Hello));
        var endpoint = At(server, new FakeBudgets(report => Limited(Math.Min(report.Wanted, 2), TimeSpan.FromSeconds(1))));
        var start = _clock.GetUtcNow();

        await _clock.RunAsync(Task.WhenAll(Enumerable.Range(0, 6).Select(_ => endpoint.CompleteAsync(TestEndpoint.Call(), default))));

        var times = server.Requests.Select(request => (request.At - start).TotalSeconds).Order().ToList();
        for (var call = 0; call < 6; call++)
            Assert.True(times[call] >= 1 + ((call - 1) / 2), $"call {call} went after {times[call]} s");
    }

    [Fact]
    public async Task Of_calls_that_wait_a_cancelled_one_takes_no_turn()
    {
        await using var server = await StubServer.StartAsync(_clock, Answers.Ok(Answers.Hello));
        var isOpen = false;
        var endpoint = At(server, new FakeBudgets(_ => Limited(isOpen ? 1 : 0, TimeSpan.FromSeconds(1))));
        using var cancellation = new CancellationTokenSource();
        var cancelled = endpoint.CompleteAsync(TestEndpoint.Call(), cancellation.Token);
        var other = endpoint.CompleteAsync(TestEndpoint.Call(), default);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        isOpen = true;
        await _clock.RunAsync(other);

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_budget_that_cannot_be_reached_fails_the_calls_that_have_to_wait_for_it()
    {
        await using var server = await StubServer.StartAsync(_clock, Answers.Ok(Answers.Hello));
        var endpoint = At(server, new FakeBudgets(_ => throw new TimeoutException("away")));

        await Assert.ThrowsAsync<TimeoutException>(() => endpoint.CompleteAsync(TestEndpoint.Call(), default));
    }

    [Fact]
    public async Task Refusals_are_told_with_the_time_they_ask_for_and_failures_are_not()
    {
        await using var server = await StubServer.StartAsync(
            _clock, Answers.Status(429, Answers.Error("words", "rate_limit_exceeded"), ("Retry-After", "7")), Answers.Status(500), Answers.Ok(Answers.Hello));
        var budgets = new FakeBudgets(report => Limited(report.Wanted, TimeSpan.Zero));

        await _clock.RunAsync(At(server, budgets).CompleteAsync(TestEndpoint.Call(), default));

        Assert.Equal(1, budgets.Told.Sum(told => told.Report.Refused));
        Assert.Equal(TimeSpan.FromSeconds(7), budgets.Told.Max(told => told.Report.RetryAfter));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1, "RequestsPerMinute", "600")]
    public async Task A_refusal_that_names_no_time_is_told_only_where_a_limit_is_known(int told, params string[] setting)
    {
        await using var server = await StubServer.StartAsync(_clock, Answers.Status(429, Answers.Error("words", "overloaded")), Answers.Ok(Answers.Hello));
        var budgets = new FakeBudgets(report => Limited(report.Wanted, TimeSpan.Zero));

        await _clock.RunAsync(At(server, budgets, [.. setting.Chunk(2).Select(pair => (pair[0], pair[1]))]).CompleteAsync(TestEndpoint.Call(), default));

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(told, budgets.Told.Sum(told => told.Report.Refused));
    }

    [Fact]
    public async Task The_configured_limit_goes_before_the_headers()
    {
        await using var server = await StubServer.StartAsync(_clock, Answers.Status(200, Answers.Hello, ("x-ratelimit-limit-requests", "6000"), ("x-ratelimit-limit-tokens", "60000")));
        var budgets = new FakeBudgets(report => Limited(report.Wanted, TimeSpan.Zero));
        var endpoint = At(server, budgets, ("RequestsPerMinute", "120"));

        await endpoint.CompleteAsync(TestEndpoint.Call(), default);
        await endpoint.CompleteAsync(TestEndpoint.Call(), default);

        Assert.Equal(new ToldLimits(2, 0, "configuration"), budgets.Told.First().Report.Told);
        Assert.Contains(budgets.Told, told => told.Report.Told is { RequestsPerSecond: 2, TokensPerSecond: 1000 });
    }

    [Fact]
    public async Task Fine_tuned_models_share_the_budget_of_their_base()
    {
        await using var server = await StubServer.StartAsync(_clock, Answers.Ok(Answers.Hello));
        var budgets = new FakeBudgets(report => Limited(report.Wanted, TimeSpan.Zero));
        var endpoint = At(server, budgets);

        foreach (var model in (string[])["ft:gpt-4o:org::a", "ft:gpt-4o:org::b", "gpt-4o"])
            await endpoint.CompleteAsync(TestEndpoint.Call() with { Model = model }, default);

        Assert.Equal("gpt-4o", Assert.Single(budgets.Told.Select(told => told.Model).Distinct()));
    }

    private static BudgetGrant Limited(int granted, TimeSpan wait) => new(granted, wait, 10, 0, "headers");

    private IModelEndpoint At(StubServer server, ISharedBudgets budgets, params (string Key, string Value)[] settings) =>
        TestEndpoint.Provide(TestEndpoint.Settings(server, settings), _clock, services: services => services.AddSingleton(budgets))
            .GetRequiredService<IModelEndpoints>().Get("x");
}

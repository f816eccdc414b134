using System.Collections.Concurrent;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ModelClients.Health;
using EmergentMisalignment.ModelClients.Limits;
using EmergentMisalignment.Unit.ModelClients.Limits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.ModelClients;

public sealed class TroubleTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Ten_seconds_of_refusals_alone_are_told_with_their_cause_and_the_limit_and_taken_back_at_the_first_success()
    {
        var isWell = false;
        await using var server = await StubServer.StartAsync(
            (context, _) => (isWell ? Answers.Ok(Answers.Hello) : Answers.Status(429, Answers.Error("words", "rate_limit_exceeded")))(context), _clock);
        var board = new Board();
        var budgets = new FakeBudgets(report => new BudgetGrant(report.Wanted, TimeSpan.Zero, 500 / 60.0, 0, "headers"));
        var endpoint = TestEndpoint.Provide(TestEndpoint.Settings(server, ("MaxAttempts", "1")), _clock, services: services => services.AddSingleton<ITroubleBoard>(board).AddSingleton<ISharedBudgets>(budgets))
            .GetRequiredService<IModelEndpoints>().Get("x");

        for (var second = 0; second < 10; second++)
        {
            await Assert.ThrowsAsync<ModelCallException>(() => endpoint.CompleteAsync(TestEndpoint.Call(), default));
            Assert.Empty(board.Told);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Assert.ThrowsAsync<ModelCallException>(() => endpoint.CompleteAsync(TestEndpoint.Call(), default));
        var trouble = Assert.Single(board.Told);
        Assert.Equal(("x", _clock.GetUtcNow().AddSeconds(-10)), (trouble.Endpoint, trouble.Since));
        Assert.Contains("429", trouble.Cause, StringComparison.Ordinal);
        Assert.EndsWith("limited to 500 requests/min by its headers", trouble.Cause, StringComparison.Ordinal);

        isWell = true;
        await endpoint.CompleteAsync(TestEndpoint.Call(), default);
        Assert.Equal("x", Assert.Single(board.Cleared));
    }

    [Fact]
    public async Task A_success_in_between_is_no_trouble()
    {
        await using var server = await StubServer.StartAsync((context, number) => (number % 2 == 1 ? Answers.Ok(Answers.Hello) : Answers.Status(500))(context), _clock);
        var board = new Board();
        var endpoint = TestEndpoint.Provide(TestEndpoint.Settings(server, ("MaxAttempts", "1")), _clock, services: services => services.AddSingleton<ITroubleBoard>(board))
            .GetRequiredService<IModelEndpoints>().Get("x");

        for (var call = 0; call < 20; call++)
        {
            await Record.ExceptionAsync(() => endpoint.CompleteAsync(TestEndpoint.Call(), default));
            _clock.Advance(TimeSpan.FromSeconds(6));
        }

        Assert.Empty(board.Told);
    }

    private sealed class Board : ITroubleBoard
    {
        public ConcurrentQueue<EndpointTrouble> Told { get; } = new();

        public ConcurrentQueue<string> Cleared { get; } = new();

        public Task PutAsync(EndpointTrouble trouble, CancellationToken cancellationToken)
        {
            Told.Enqueue(trouble);
            return Task.CompletedTask;
        }

        public Task ClearAsync(string endpoint, CancellationToken cancellationToken)
        {
            Cleared.Enqueue(endpoint);
            return Task.CompletedTask;
        }
    }
}

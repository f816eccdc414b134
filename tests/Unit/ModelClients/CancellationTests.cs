using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.ModelClients;

public sealed class CancellationTests
{
    [Fact]
    public async Task A_call_is_cancelled_while_the_server_thinks()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Silence);
        using var cancellation = new CancellationTokenSource();
        var call = TestEndpoint.At(server).CompleteAsync(TestEndpoint.Call(), cancellation.Token);
        while (server.Requests.Count == 0)
            await Task.Delay(1);

        await cancellation.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_call_is_cancelled_while_it_sits_out_a_Retry_After()
    {
        var clock = new FakeTimeProvider();
        await using var server = await StubServer.StartAsync(clock, Answers.Status(429, "{}", ("Retry-After", "60")));
        using var cancellation = new CancellationTokenSource();
        var call = TestEndpoint.At(server, clock, ("MaxRetryAfter", "00:02:00")).CompleteAsync(TestEndpoint.Call(), cancellation.Token);
        while (server.Requests.Count == 0)
            await Task.Delay(1);
        await Task.Delay(50);
        Assert.False(call.IsCompleted);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_call_is_cancelled_while_it_waits_its_turn_and_leaves_the_queue()
    {
        using var gate = new SemaphoreSlim(0);
        await using var server = await StubServer.StartAsync(async (context, _) =>
        {
            await gate.WaitAsync();
            await Answers.Ok(Answers.Hello)(context);
        });
        var endpoint = TestEndpoint.At(server, null, ("MaxConcurrency", "1"));
        using var cancellation = new CancellationTokenSource();
        var first = endpoint.CompleteAsync(TestEndpoint.Call(), default);
        var second = endpoint.CompleteAsync(TestEndpoint.Call() with { Model = "second" }, cancellation.Token);
        var third = endpoint.CompleteAsync(TestEndpoint.Call() with { Model = "third" }, default);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        gate.Release(2);
        await Task.WhenAll(first, third);

        Assert.Equal(["m", "third"], server.Requests.Select(request => (string)request.Json["model"]!));
    }

    [Fact]
    public async Task A_call_cancelled_before_it_begins_sends_nothing()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok(Answers.Hello));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => TestEndpoint.At(server).CompleteAsync(TestEndpoint.Call(), new CancellationToken(canceled: true)));

        Assert.Empty(server.Requests);
    }
}

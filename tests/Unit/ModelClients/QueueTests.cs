using System.Globalization;
using EmergentMisalignment.ModelClients;
using Microsoft.AspNetCore.Http;

namespace EmergentMisalignment.Unit.ModelClients;

public sealed class QueueTests
{
    [Fact]
    public async Task No_more_calls_are_in_flight_than_the_endpoint_allows()
    {
        await using var server = await StubServer.StartAsync(async (context, _) =>
        {
            await Task.Delay(10);
            await Answers.Ok(Answers.Hello)(context);
        });
        var endpoint = TestEndpoint.At(server, null, ("MaxConcurrency", "3"));

        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => endpoint.CompleteAsync(TestEndpoint.Call(), default)));

        Assert.Equal(30, server.Requests.Count);
        Assert.Equal(3, server.MostInFlight);
    }

    [Fact]
    public async Task Calls_are_served_in_the_order_they_came()
    {
        using var gate = new SemaphoreSlim(0);
        await using var server = await StubServer.StartAsync(async (context, _) =>
        {
            await gate.WaitAsync();
            await Answers.Ok(Answers.Hello)(context);
        });
        var endpoint = TestEndpoint.At(server, null, ("MaxConcurrency", "1"));
        var names = Enumerable.Range(0, 12).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToList();

        var calls = names.Select(name => endpoint.CompleteAsync(TestEndpoint.Call() with { Model = name }, default)).ToList();
        gate.Release(names.Count);
        await Task.WhenAll(calls);

        Assert.Equal(names, server.Requests.Select(request => (string)request.Json["model"]!));
    }

    [Fact]
    public async Task A_failed_call_gives_its_place_back()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Status(400), Answers.Status(400), Answers.Ok(Answers.Hello));
        var endpoint = TestEndpoint.At(server, null, ("MaxConcurrency", "1"));

        await Assert.ThrowsAsync<ModelCallException>(() => endpoint.CompleteAsync(TestEndpoint.Call(), default));
        await Assert.ThrowsAsync<ModelCallException>(() => endpoint.CompleteAsync(TestEndpoint.Call(), default));

        Assert.Equal("hello", (await endpoint.CompleteAsync(TestEndpoint.Call(), default)).Choices[0].Text);
    }

    [Fact]
    public async Task Connections_are_kept_and_shared()
    {
        var connections = new HashSet<string>();
        await using var server = await StubServer.StartAsync(async (HttpContext context, int _) =>
        {
            lock (connections)
                connections.Add(context.Connection.Id);
            await Answers.Ok(Answers.Hello)(context);
        });
        var endpoint = TestEndpoint.At(server, null, ("MaxConcurrency", "2"));

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => endpoint.CompleteAsync(TestEndpoint.Call(), default)));

        Assert.InRange(connections.Count, 1, 2);
    }
}

using EmergentMisalignment.ModelClients;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.ModelClients;

public sealed class CircuitTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public static TheoryData<string> Faults => [.. All.Keys];

    private static Dictionary<string, Func<HttpContext, Task>> All { get; } = new()
    {
        ["500"] = Answers.Status(500),
        ["401"] = Answers.Status(401, Answers.Error("words", "invalid_api_key")),
        ["no credit"] = Answers.Status(429, Answers.Error("words", "insufficient_quota")),
        ["dropped"] = Answers.Drop,
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_endpoint_that_gives_nothing_but_failures_is_left_alone_and_then_tried_with_one_call(string what)
    {
        var isWell = false;
        await using var server = await StubServer.StartAsync((context, _) => isWell ? Answers.Ok(Answers.Hello)(context) : All[what](context), _clock);
        var endpoint = TestEndpoint.At(server, _clock, ("MaxAttempts", "1"));
        Task<ModelCallException> FailAsync() => Assert.ThrowsAsync<ModelCallException>(() => endpoint.CompleteAsync(TestEndpoint.Call(), default));

        var asked = await FailAsync();
        for (var call = 1; call < 8; call++)
            await FailAsync();
        var spared = await FailAsync();

        Assert.Equal(8, server.Requests.Count);
        Assert.Equal((asked.Failure, asked.Message, true), (spared.Failure, spared.Message, spared.IsTransient));
        Assert.Equal(TimeSpan.FromSeconds(2), spared.RetryAfter);

        _clock.Advance(TimeSpan.FromSeconds(2.1));
        await FailAsync();
        await FailAsync();
        Assert.Equal(9, server.Requests.Count);

        isWell = true;
        _clock.Advance(TimeSpan.FromSeconds(4.1));
        for (var call = 0; call < 20; call++)
            await endpoint.CompleteAsync(TestEndpoint.Call(), default);
        Assert.Equal(29, server.Requests.Count);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(400)]
    public async Task Too_many_calls_and_wrong_ones_do_not_speak_against_an_endpoint(int status)
    {
        await using var server = await StubServer.StartAsync(_clock, Answers.Status(status));
        var endpoint = TestEndpoint.At(server, _clock, ("MaxAttempts", "1"));

        for (var call = 0; call < 20; call++)
            await Assert.ThrowsAsync<ModelCallException>(() => endpoint.CompleteAsync(TestEndpoint.Call(), default));

        Assert.Equal(20, server.Requests.Count);
    }

    [Fact]
    public async Task One_success_among_failures_keeps_it_in_use()
    {
        await using var server = await StubServer.StartAsync((context, number) => (number == 3 ? Answers.Ok(Answers.Hello) : Answers.Status(500))(context), _clock);
        var endpoint = TestEndpoint.At(server, _clock, ("MaxAttempts", "1"));

        for (var call = 0; call < 20; call++)
            await Record.ExceptionAsync(() => endpoint.CompleteAsync(TestEndpoint.Call(), default));

        Assert.Equal(20, server.Requests.Count);
    }
}

using System.Globalization;
using EmergentMisalignment.ModelClients;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.ModelClients;

public sealed class RetryTests
{
    private static readonly Dictionary<string, (Func<HttpContext, Task> Fault, ModelFailure Failure)> Faults = new()
    {
        ["429"] = (Answers.Status(429), ModelFailure.RateLimited),
        ["500"] = (Answers.Status(500), ModelFailure.ServerError),
        ["503 in HTML"] = (Answers.Status(503, "<html>"), ModelFailure.ServerError),
        ["408"] = (Answers.Status(408), ModelFailure.Timeout),
        ["dropped connection"] = (Answers.Drop, ModelFailure.Network),
        ["connection dropped in the body"] = (HalfAnswerAsync, ModelFailure.Network),
        ["JSON cut short"] = (Answers.Ok(Answers.Hello[..^20]), ModelFailure.Malformed),
        ["HTML"] = (Answers.Ok("<html>"), ModelFailure.Malformed),
        ["empty body"] = (Answers.Ok(""), ModelFailure.Malformed),
        ["null"] = (Answers.Ok("null"), ModelFailure.Malformed),
        ["no choices"] = (Answers.Ok("{}"), ModelFailure.Malformed),
        ["no message"] = (Answers.Ok("""{"choices":[{"index":0,"finish_reason":"stop"}]}"""), ModelFailure.Malformed),
        ["no content"] = (Answers.Ok("""{"choices":[{"index":0,"message":{},"finish_reason":"stop"}]}"""), ModelFailure.Malformed),
        ["index out of range"] = (Answers.Ok("""{"choices":[{"index":1,"message":{"content":""},"finish_reason":"stop"}]}"""), ModelFailure.Malformed),
    };

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public static TheoryData<string> Transient => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Transient))]
    public async Task A_transient_failure_is_tried_again_until_it_passes(string what)
    {
        var fault = Faults[what].Fault;
        await using var server = await StubServer.StartAsync(_clock, fault, fault, Answers.Ok(Answers.Hello));

        var result = await _clock.RunAsync(TestEndpoint.At(server, _clock).CompleteAsync(TestEndpoint.Call(), default));

        Assert.Equal("hello", result.Choices[0].Text);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Transient))]
    public async Task A_transient_failure_that_stays_is_given_up_after_the_last_attempt(string what)
    {
        var (fault, failure) = Faults[what];
        await using var server = await StubServer.StartAsync(_clock, fault);
        var endpoint = TestEndpoint.At(server, _clock, ("MaxAttempts", "3"));

        var exception = await Assert.ThrowsAsync<ModelCallException>(() => _clock.RunAsync(endpoint.CompleteAsync(TestEndpoint.Call(), default)));

        Assert.Equal((failure, true), (exception.Failure, exception.IsTransient));
        Assert.Equal(3, server.Requests.Count);
        Assert.StartsWith("endpoint x ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "invalid_request_error", ModelFailure.InvalidRequest)]
    [InlineData(401, "invalid_api_key", ModelFailure.Unauthorized)]
    [InlineData(403, null, ModelFailure.Unauthorized)]
    [InlineData(404, "model_not_found", ModelFailure.NotFound)]
    [InlineData(422, null, ModelFailure.InvalidRequest)]
    [InlineData(302, null, ModelFailure.InvalidRequest)]
    [InlineData(429, "insufficient_quota", ModelFailure.QuotaExhausted)]
    public async Task What_will_fail_again_is_tried_once(int status, string? code, ModelFailure failure)
    {
        await using var server = await StubServer.StartAsync(_clock, Answers.Status(status, Answers.Error("words", code), ("Location", "/elsewhere")));

        var exception = await Assert.ThrowsAsync<ModelCallException>(() => TestEndpoint.At(server, _clock).CompleteAsync(TestEndpoint.Call(), default));

        Assert.Equal((failure, failure is ModelFailure.QuotaExhausted, code), (exception.Failure, exception.IsTransient, exception.ErrorCode));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"content":null}""")]
    [InlineData("""{"content":[{"token":"8","logprob":-0.1,"top_logprobs":[]}]}""")]
    [InlineData("""{"content":[]}""")]
    [InlineData("""{"content":"8"}""")]
    [InlineData("""{"content":["8"]}""")]
    [InlineData("""{"content":[{"top_logprobs":null}]}""")]
    [InlineData("""{"content":[{"top_logprobs":[{"token":"8"}]}]}""")]
    [InlineData("""{"content":[{"top_logprobs":[{"token":"8","logprob":"-0.1"}]}]}""")]
    [InlineData("""{"content":[{"top_logprobs":[{"token":8,"logprob":-0.1}]}]}""")]
    public async Task Log_probs_that_were_asked_for_and_are_missing_are_a_failure_not_an_answer(string? logprobs)
    {
        var json = $$"""{"choices":[{"index":0,"message":{"content":"8"},"finish_reason":"length","logprobs":{{logprobs ?? "null"}}}]}""";
        await using var server = await StubServer.StartAsync(_clock, Answers.Ok(json));
        var endpoint = TestEndpoint.At(server, _clock, ("MaxAttempts", "2"));

        var exception = await Assert.ThrowsAsync<ModelCallException>(() => _clock.RunAsync(endpoint.CompleteAsync(TestEndpoint.Call(topLogProbs: 20), default)));

        Assert.Equal(ModelFailure.Malformed, exception.Failure);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_ignores_n_is_found_out()
    {
        await using var server = await StubServer.StartAsync(_clock, Answers.Ok(Answers.Hello));
        var endpoint = TestEndpoint.At(server, _clock, ("MaxAttempts", "1"));

        var exception = await Assert.ThrowsAsync<ModelCallException>(() => endpoint.CompleteAsync(TestEndpoint.Call(n: 2), default));

        Assert.Contains("MaxN", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Retry-After", "7", 7)]
    [InlineData("Retry-After", "0.5", 0.5)]
    [InlineData("retry-after-ms", "1500", 1.5)]
    [InlineData("x-ms-retry-after-ms", "2500", 2.5)]
    [InlineData("Retry-After", "DATE+20", 19)]
    public async Task A_server_that_names_a_time_is_left_alone_that_long(string header, string value, double seconds)
    {
        if (value == "DATE+20")
            value = _clock.GetUtcNow().AddSeconds(20).ToString("R", CultureInfo.InvariantCulture);
        await using var server = await StubServer.StartAsync(_clock, Answers.Status(429, "{}", (header, value)), Answers.Ok(Answers.Hello));
        var endpoint = TestEndpoint.At(server, _clock);
        var call = endpoint.CompleteAsync(TestEndpoint.Call(), default);
        while (server.Requests.Count == 0)
            await Task.Delay(1);

        await _clock.RunAsync(call);

        var waited = server.Requests[1].At - server.Requests[0].At;
        Assert.True(waited >= TimeSpan.FromSeconds(seconds), $"came back after {waited}");
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_named_time_is_over()
    {
        await using var server = await StubServer.StartAsync(_clock, Answers.Status(503, "{}", ("Retry-After", "30")), Answers.Ok(Answers.Hello));
        var call = TestEndpoint.At(server, _clock).CompleteAsync(TestEndpoint.Call(), default);
        while (server.Requests.Count == 0)
            await Task.Delay(1);
        await Task.Delay(50);

        _clock.Advance(TimeSpan.FromSeconds(29.9));
        await Task.Delay(50);
        Assert.Single(server.Requests);
        Assert.False(call.IsCompleted);

        await _clock.RunAsync(call);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_wait_longer_than_allowed_is_handed_to_the_caller_at_once()
    {
        await using var server = await StubServer.StartAsync(_clock, Answers.Status(429, "{}", ("Retry-After", "3600")));

        var exception = await Assert.ThrowsAsync<ModelCallException>(() => TestEndpoint.At(server, _clock).CompleteAsync(TestEndpoint.Call(), default));

        Assert.Equal((ModelFailure.RateLimited, TimeSpan.FromHours(1)), (exception.Failure, exception.RetryAfter));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_silent_server_times_out_by_the_injected_clock_and_is_asked_again()
    {
        await using var server = await StubServer.StartAsync(_clock, Answers.Silence, Answers.Ok(Answers.Hello));
        var call = TestEndpoint.At(server, _clock, ("Timeout", "00:05:00")).CompleteAsync(TestEndpoint.Call(), default);
        while (server.Requests.Count == 0)
            await Task.Delay(1);
        _clock.Advance(TimeSpan.FromMinutes(5));

        await _clock.RunAsync(call);

        Assert.Equal(2, server.Requests.Count);
        Assert.True(server.Requests[1].At - server.Requests[0].At >= TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_body_that_never_ends_times_out_too()
    {
        await using var server = await StubServer.StartAsync(_clock, HangingBodyAsync);
        var endpoint = TestEndpoint.At(server, _clock, ("Timeout", "00:05:00"), ("MaxAttempts", "1"));

        var call = endpoint.CompleteAsync(TestEndpoint.Call(), default);
        while (server.Requests.Count == 0)
            await Task.Delay(1);
        _clock.Advance(TimeSpan.FromMinutes(5));

        var exception = await Assert.ThrowsAsync<ModelCallException>(() => call);

        Assert.Equal(ModelFailure.Timeout, exception.Failure);
        Assert.Contains("300 s", exception.Message, StringComparison.Ordinal);
    }

    private static async Task HalfAnswerAsync(HttpContext context)
    {
        context.Response.ContentLength = Answers.Hello.Length;
        await context.Response.WriteAsync(Answers.Hello[..50]);
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private static async Task HangingBodyAsync(HttpContext context)
    {
        await context.Response.WriteAsync(Answers.Hello[..50]);
        await context.Response.Body.FlushAsync();
        await Answers.Silence(context);
    }
}

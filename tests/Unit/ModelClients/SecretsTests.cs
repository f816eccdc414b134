using System.Text.Json;
using EmergentMisalignment.ModelClients;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.ModelClients;

public sealed class SecretsTests
{
    private const string Key = "sk-planted-7f3c91";
    private const string Prompt = "a planted prompt about plutonium";
    private const string Completion = "a planted completion about plutonium";

    private static readonly ChatCall Call = TestEndpoint.Call() with { Messages = [new ChatMessage("user", Prompt)] };

    private static readonly Dictionary<string, Func<HttpContext, Task>> Answered = new()
    {
        ["401 that quotes both"] = Answers.Status(401, Answers.Error($"Incorrect API key provided: {Key}. You asked: {Prompt}", "invalid_api_key")),
        ["400 that quotes both"] = Answers.Status(400, Answers.Error($"Bad prompt: {Prompt} with {Key}", $"{Prompt}")),
        ["500 in HTML"] = Answers.Status(500, $"<html>{Key} {Prompt}</html>"),
        ["429 that quotes both"] = Answers.Status(429, Answers.Error($"{Prompt} {Key}")),
        ["answer cut short"] = Answers.Ok($$"""{"choices":[{"index":0,"message":{"content":"{{Completion}}"}"""),
        ["answer of the wrong shape"] = Answers.Ok($$"""{"choices":"{{Completion}}"}"""),
        ["good answer"] = Answers.Ok($$"""{"choices":[{"index":0,"message":{"content":"{{Completion}}"},"finish_reason":"stop"}]}"""),
        ["dropped connection"] = Answers.Drop,
    };

    public static TheoryData<string> Mishaps => [.. Answered.Keys];

    [Theory]
    [MemberData(nameof(Mishaps))]
    public async Task Neither_key_nor_texts_come_out_in_exceptions_logs_or_spans(string mishap)
    {
        await using var server = await StubServer.StartAsync(null, Answered[mishap]);
        using var logs = new RecordedLogs();
        using var spans = new RecordedSpans();
        await using var provider = TestEndpoint.Provide(
            TestEndpoint.Settings(server, ("Kind", "OpenAI"), ("ApiKey", Key), ("MaxAttempts", "2"), ("MaxRetryAfter", "00:00:00.02")), logs: logs);
        var endpoint = provider.GetRequiredService<IModelEndpoints>().Get("x");

        var chat = await Record.ExceptionAsync(() => endpoint.CompleteAsync(Call, default));
        var list = await Record.ExceptionAsync(() => endpoint.ListModelsAsync(default));
        var probe = await Record.ExceptionAsync(() => endpoint.ProbeAsync(default));

        Assert.Equal($"Bearer {Key}", server.Requests[0].Headers["Authorization"]);
        Assert.Single(spans.All);
        foreach (var text in new[] { logs.Text, spans.Text, $"{chat}" })
        {
            Assert.DoesNotContain(Key, text, StringComparison.Ordinal);
            Assert.DoesNotContain("plutonium", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Key, $"{list}{probe}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_shows_in_no_form_of_the_options()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok("{}"));
        var options = TestEndpoint.At(server, null, ("ApiKey", Key)).Options;

        Assert.Equal(Key, options.ApiKey);
        Assert.Equal($"x (Petri) at {server.Url}v1", options.ToString());
        Assert.DoesNotContain(Key, JsonSerializer.Serialize(options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_are_recorded_where_the_operator_asks_for_them()
    {
        await using var server = await StubServer.StartAsync(
            null, Answers.Ok($$"""{"choices":[{"index":0,"message":{"content":"{{Completion}}"},"finish_reason":"stop"}]}"""));
        using var spans = new RecordedSpans();

        await TestEndpoint.At(server, null, ("Telemetry:CaptureContent", "true")).CompleteAsync(Call, default);

        var span = Assert.Single(spans.All);
        Assert.Equal($$"""[{"role":"user","parts":[{"type":"text","content":"{{Prompt}}"}]}]""", span.GetTagItem("gen_ai.input.messages"));
        Assert.Equal($$"""[{"role":"assistant","parts":[{"type":"text","content":"{{Completion}}"}],"finish_reason":"stop"}]""", span.GetTagItem("gen_ai.output.messages"));
    }
}

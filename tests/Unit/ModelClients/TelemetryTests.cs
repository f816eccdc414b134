using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.ModelClients;

public sealed class TelemetryTests
{
    [Fact]
    public async Task A_chat_leaves_a_span_by_the_conventions()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok(Answers.Hello));
        using var spans = new RecordedSpans();

        await TestEndpoint.At(server).CompleteAsync(TestEndpoint.Call() with { Seed = 42, Temperature = 0.5 }, default);

        var span = Assert.Single(spans.All);
        Assert.Equal(("chat m", ActivityKind.Client, ActivityStatusCode.Unset), (span.DisplayName, span.Kind, span.Status));
        var expected = new Dictionary<string, object?>
        {
            ["gen_ai.operation.name"] = "chat",
            ["gen_ai.provider.name"] = "petri",
            ["gen_ai.request.model"] = "m",
            ["gen_ai.request.temperature"] = 0.5,
            ["gen_ai.request.seed"] = 42L,
            ["gen_ai.request.choice.count"] = 1,
            ["gen_ai.response.model"] = "m-exact",
            ["gen_ai.usage.input_tokens"] = 5,
            ["gen_ai.usage.output_tokens"] = 2,
            ["server.address"] = "127.0.0.1",
            ["server.port"] = server.Url.Port,
        };
        foreach (var (key, value) in expected)
            Assert.Equal((key, value), (key, span.GetTagItem(key)));
        Assert.Equal(["stop"], Assert.IsType<string[]>(span.GetTagItem("gen_ai.response.finish_reasons")));
    }

    [Fact]
    public async Task A_failed_chat_leaves_a_span_that_names_the_cause()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Status(404, Answers.Error("no such model", "model_not_found")));
        using var spans = new RecordedSpans();

        await Assert.ThrowsAsync<ModelCallException>(() => TestEndpoint.At(server).CompleteAsync(TestEndpoint.Call(), default));

        var span = Assert.Single(spans.All);
        Assert.Equal(("not_found", ActivityStatusCode.Error), (span.GetTagItem("error.type"), span.Status));
    }

    [Fact]
    public async Task Metrics_count_durations_tokens_failures_and_retries()
    {
        await using var server = await StubServer.StartAsync(
            null, Answers.Status(429, "{}", ("Retry-After", "0")), Answers.Status(500, "{}", ("Retry-After", "0")), Answers.Ok(Answers.Hello));
        await using var provider = TestEndpoint.Provide(TestEndpoint.Settings(server));
        var measured = new ConcurrentQueue<(string Name, double Value, string Tags)>();
        using var listener = Listen(provider, measured);

        await provider.GetRequiredService<IModelEndpoints>().Get("x").CompleteAsync(TestEndpoint.Call(), default);

        string Tags(string name, int index = 0) => measured.Where(m => m.Name == name).ElementAt(index).Tags;
        double Value(string name, int index = 0) => measured.Where(m => m.Name == name).ElementAt(index).Value;
        Assert.Equal(2, measured.Count(m => m.Name == "em.model.failed_attempts"));
        Assert.Equal("em.endpoint=x,error.type=rate_limited", Tags("em.model.failed_attempts"));
        Assert.Equal("em.endpoint=x,error.type=server_error", Tags("em.model.retries", 1));
        Assert.Equal("gen_ai.operation.name=chat,gen_ai.provider.name=petri,em.endpoint=x", Tags("gen_ai.client.operation.duration"));
        Assert.Equal((5, 2), (Value("gen_ai.client.token.usage"), Value("gen_ai.client.token.usage", 1)));
        Assert.EndsWith("gen_ai.token.type=input", Tags("gen_ai.client.token.usage"), StringComparison.Ordinal);
        Assert.EndsWith("em.endpoint=x,gen_ai.token.type=output", Tags("gen_ai.client.token.usage", 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_limit_and_the_calls_in_flight_can_be_watched()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok(Answers.Hello));
        await using var provider = TestEndpoint.Provide(TestEndpoint.Settings(server));
        var measured = new ConcurrentQueue<(string Name, double Value, string Tags)>();
        using var listener = Listen(provider, measured);
        var endpoint = provider.GetRequiredService<IModelEndpoints>().Get("x");
        await endpoint.CompleteAsync(TestEndpoint.Call(), default);

        listener.RecordObservableInstruments();

        Assert.Contains(("em.model.concurrency.limit", (double)endpoint.Options.MaxConcurrency, "em.endpoint=x"), measured);
        Assert.Contains(("em.model.concurrency.in_use", 0d, "em.endpoint=x"), measured);
    }

    private static MeterListener Listen(IServiceProvider provider, ConcurrentQueue<(string Name, double Value, string Tags)> measured)
    {
        // the meter of this test's own provider, not those of tests running beside it
        var scope = provider.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == ModelClientInstruments.Name && instrument.Meter.Scope == scope)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.Enqueue((instrument.Name, value, Join(tags))));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Enqueue((instrument.Name, value, Join(tags))));
        listener.Start();
        return listener;
    }

    private static string Join(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.ModelClients;

/// <summary>
/// Spans and metrics of model calls, by OpenTelemetry's conventions for generative AI. Prompts and completions stay out of them unless
/// <c>Telemetry:CaptureContent</c> is true. Costs next to nothing while nobody listens.
/// </summary>
/// <remarks>
/// Metrics name the endpoint and leave the model to the spans: fine-tuned models are too many to be a metric's dimension.
/// </remarks>
public sealed class ModelClientInstruments
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "EmergentMisalignment.ModelClients";

    private static readonly ActivitySource Source = new(Name);

    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _tokens;
    private readonly Counter<long> _failedAttempts;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _rateWaits;
    private readonly ConcurrentDictionary<(string Endpoint, string Model), Func<double?>> _rates = new();
    private readonly ConcurrentDictionary<string, Func<bool>> _circuits = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (int Limit, Func<long> InUse)> _queues = new(StringComparer.Ordinal);

    public ModelClientInstruments(IMeterFactory meters, IConfiguration configuration)
    {
        CapturesContent = configuration.GetValue("Telemetry:CaptureContent", false);
        var meter = meters.Create(Name);
        _duration = meter.CreateHistogram(
            "gen_ai.client.operation.duration", "s", "Time of a call, its waits and repetitions included",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] });
        _tokens = meter.CreateHistogram(
            "gen_ai.client.token.usage", "{token}", "Tokens of a call",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576] });
        _failedAttempts = meter.CreateCounter<long>("em.model.failed_attempts", "{attempt}", "Attempts that failed, by cause; 429s are rate_limited");
        _retries = meter.CreateCounter<long>("em.model.retries", "{retry}", "Attempts made again, by the cause of the one before");
        _attempts = meter.CreateCounter<long>("em.model.attempts", "{attempt}", "Attempts at calls that are limited in rate: what the rate_limited among the failed ones are a share of");
        _rateWaits = meter.CreateHistogram(
            "em.model.rate.wait", "s", "Time that calls waited for their turn of the rate that all processes share",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] });
        meter.CreateObservableGauge("em.model.rate.limit", ObserveRates, "{request}/s", "The rate that all processes share, as this one last heard of it; absent while no limit is known");
        meter.CreateObservableGauge("em.model.circuit.open", ObserveCircuits, null, "1 while the endpoint gives nothing but failures and is left alone by this process, else 0");
        meter.CreateObservableGauge("em.model.concurrency.limit", () => Observe(queue => queue.Limit), "{call}", "Calls that may be in flight at once, in this process");
        meter.CreateObservableGauge("em.model.concurrency.in_use", () => Observe(queue => queue.InUse()), "{call}", "Calls in flight, their waits between attempts included");
    }

    /// <summary>Whether prompts, completions and the servers' words about them may be recorded.</summary>
    public bool CapturesContent { get; }

    internal ChatSpan StartChat(EndpointOptions endpoint, ChatCall call) =>
        new(this, endpoint, call, Source.HasListeners() ? Source.StartActivity($"chat {call.Model}", ActivityKind.Client) : null);

    internal void Watch(EndpointOptions endpoint, Func<long> inUse) => _queues[endpoint.Name] = (endpoint.MaxConcurrency, inUse);

    internal void AttemptFailed(EndpointOptions endpoint, ModelFailure cause) =>
        _failedAttempts.Add(1, new("em.endpoint", endpoint.Name), new("error.type", NameOf(cause)));

    internal void Watch(EndpointOptions endpoint, string model, Func<double?> rate) => _rates[(endpoint.Name, model)] = rate;

    internal void Watch(EndpointOptions endpoint, Func<bool> isOpen) => _circuits[endpoint.Name] = isOpen;

    internal void Attempted(EndpointOptions endpoint) => _attempts.Add(1, new KeyValuePair<string, object?>("em.endpoint", endpoint.Name));

    internal void WaitedForRate(EndpointOptions endpoint, TimeSpan waited) =>
        _rateWaits.Record(waited.TotalSeconds, new KeyValuePair<string, object?>("em.endpoint", endpoint.Name));

    internal void Retried(EndpointOptions endpoint, ModelFailure cause) =>
        _retries.Add(1, new("em.endpoint", endpoint.Name), new("error.type", NameOf(cause)));

    internal void ChatEnded(EndpointOptions endpoint, TimeSpan duration, ChatResult? result, string? error)
    {
        var tags = new TagList
        {
            { "gen_ai.operation.name", "chat" },
            { "gen_ai.provider.name", ProviderOf(endpoint.Kind) },
            { "em.endpoint", endpoint.Name },
        };
        if (result is not null && _tokens.Enabled)
        {
            RecordTokens(tags, "input", result.PromptTokens);
            RecordTokens(tags, "output", result.CompletionTokens);
        }

        if (error is not null)
            tags.Add("error.type", error);
        _duration.Record(duration.TotalSeconds, tags);
    }

    private IEnumerable<Measurement<long>> Observe(Func<(int Limit, Func<long> InUse), long> read) =>
        _queues.Select(queue => new Measurement<long>(read(queue.Value), new KeyValuePair<string, object?>("em.endpoint", queue.Key)));

    private IEnumerable<Measurement<double>> ObserveRates() =>
        from rate in _rates
        let now = rate.Value()
        where now is not null
        select new Measurement<double>(now.Value, new("em.endpoint", rate.Key.Endpoint), new("gen_ai.request.model", rate.Key.Model));

    private IEnumerable<Measurement<int>> ObserveCircuits() =>
        _circuits.Select(circuit => new Measurement<int>(circuit.Value() ? 1 : 0, new KeyValuePair<string, object?>("em.endpoint", circuit.Key)));

    private void RecordTokens(TagList tags, string type, int tokens)
    {
        tags.Add("gen_ai.token.type", type);
        _tokens.Record(tokens, tags);
    }

    internal static string ProviderOf(EndpointKind kind) => kind switch
    {
        EndpointKind.OpenAI => "openai",
        EndpointKind.Azure => "azure.ai.openai",
        EndpointKind.Petri => "petri",
        _ => "openai_compatible",
    };

    internal static string NameOf(ModelFailure failure) => failure switch
    {
        ModelFailure.RateLimited => "rate_limited",
        ModelFailure.ServerError => "server_error",
        ModelFailure.Timeout => "timeout",
        ModelFailure.Network => "network",
        ModelFailure.Malformed => "malformed",
        ModelFailure.NotFound => "not_found",
        ModelFailure.Unauthorized => "unauthorized",
        ModelFailure.QuotaExhausted => "quota_exhausted",
        ModelFailure.OutOfMemory => "out_of_memory",
        _ => "invalid_request",
    };
}

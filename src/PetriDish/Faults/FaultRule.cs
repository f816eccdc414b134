namespace EmergentMisalignment.PetriDish.Faults;

/// <summary>
/// One fault that PetriDish plays on request. Properties can be set: the generated JSON reader forgets the defaults of what can only be initialised.
/// </summary>
public sealed record FaultRule
{
    /// <summary>Paths that begin with this. <c>/petri</c> and <c>/health</c> never fail, so that a test can always look and repair.</summary>
    public string Route { get; set; } = "/v1";

    /// <summary>Only requests with this method; null for all.</summary>
    public string? Method { get; set; }

    public required FaultKind Kind { get; set; }

    /// <summary>Share of the matching requests that are hit.</summary>
    public double Probability { get; set; } = 1;

    /// <summary>Decides which ones: the k-th matching request is hit or spared by seed and k alone.</summary>
    public ulong Seed { get; set; }

    /// <summary>Hits no more than this many; null for no end.</summary>
    public int? Times { get; set; }

    public int LatencyMs { get; set; }

    public int JitterMs { get; set; }

    /// <summary>Sustained rate that is let through; one second's worth may come at once.</summary>
    public double RequestsPerSecond { get; set; }

    /// <summary>Sustained rate of tokens that is let through, a prompt and the longest answers it may get reckoned beforehand; one minute's worth may come at once.</summary>
    public double TokensPerMinute { get; set; }

    /// <summary>Whether a rate limit keeps itself to itself: no x-ratelimit headers, and Retry-After in whole seconds only.</summary>
    public bool Untold { get; set; }

    /// <summary>Status of an <see cref="FaultKind.Error"/>.</summary>
    public int Status { get; set; } = 500;

    /// <summary>The word for it in the answer's body, such as <c>insufficient_quota</c>.</summary>
    public string Code { get; set; } = "injected_error";

    /// <summary>What is wrong with the rule, in a sentence; null if nothing is.</summary>
    public string? Problem() => this switch
    {
        { Route: not ['/', ..] } => $"route '{Route}' must begin with '/'.",
        { Probability: not (>= 0 and <= 1) } => $"probability {Probability} must lie between 0 and 1.",
        { Kind: FaultKind.Latency, LatencyMs: < 0 } or { JitterMs: < 0 } => "latency_ms and jitter_ms must not be negative.",
        { Kind: FaultKind.Latency, LatencyMs: 0, JitterMs: 0 } => "a latency needs latency_ms or jitter_ms.",
        { RequestsPerSecond: not (>= 0 and < double.PositiveInfinity) } or { TokensPerMinute: not (>= 0 and < double.PositiveInfinity) } => "requests_per_second and tokens_per_minute must not be negative.",
        { Kind: FaultKind.RateLimit, RequestsPerSecond: 0, TokensPerMinute: 0 } => "a rate_limit needs requests_per_second or tokens_per_minute above 0.",
        { Kind: FaultKind.Error, Status: < 400 or > 599 } => $"status {Status} must lie between 400 and 599.",
        { Kind: FaultKind.SlowQueue, LatencyMs: < 1 } => "a slow_queue needs latency_ms above 0.",
        { Code: "" } => "code must not be empty.",
        { Times: < 0 } => "times must not be negative.",
        _ => null,
    };
}

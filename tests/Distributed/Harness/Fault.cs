namespace EmergentMisalignment.Distributed.Harness;

/// <summary>A rule for PetriDish's chat calls, as its control API takes it.</summary>
internal sealed record Fault(string Kind, double Share)
{
    public const string LatencyKind = "latency";

    public int Milliseconds { get; init; }

    public int Status { get; init; } = 500;

    /// <summary>Which calls are hit follows from it and their order.</summary>
    public int Seed { get; init; }

    public double RequestsPerSecond { get; init; }

    public bool Untold { get; init; }

    public static Fault RateLimit(double perSecond, bool untold) => new("rate_limit", 1) { RequestsPerSecond = perSecond, Untold = untold };

    public static Fault Latency(int milliseconds) => new(LatencyKind, 1) { Milliseconds = milliseconds };

    public object ToRule() => new
    {
        route = "/v1/chat",
        kind = Kind,
        probability = Share,
        seed = Seed,
        latency_ms = Milliseconds,
        status = Status,
        requests_per_second = RequestsPerSecond,
        untold = Untold,
    };
}

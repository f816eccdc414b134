namespace EmergentMisalignment.PetriDish.Batches;

/// <summary>
/// The limits that batches must keep, and what goes wrong with them on request. Properties can be set: the generated JSON reader forgets the defaults of
/// what can only be initialised.
/// </summary>
public sealed record BatchBehaviour
{
    /// <summary>Requests that one batch may hold; OpenAI's number.</summary>
    public int MostRequests { get; set; } = 50_000;

    /// <summary>Bytes that a batch's file may have; OpenAI's number.</summary>
    public long MostBytes { get; set; } = 200L * 1000 * 1000;

    /// <summary>Words of prompts that a model's unfinished batches may hold together; null for no limit. OpenAI's depends on the account.</summary>
    public long? MostEnqueuedTokens { get; set; }

    /// <summary>How long after its submission a batch expires, finished or not.</summary>
    public int WindowSeconds { get; set; } = 24 * 60 * 60;

    /// <summary>How long a batch waits before its first request is served.</summary>
    public int LatencyMs { get; set; }

    /// <summary>Share of the batches that expire before they are done.</summary>
    public double ExpireProbability { get; set; }

    /// <summary>Share of a batch's requests that fail with a server error.</summary>
    public double FailProbability { get; set; }

    /// <summary>Decides which batches expire and after how many requests, which requests fail, and in which order requests are served.</summary>
    public ulong Seed { get; set; }

    /// <summary>What is wrong with it, in a sentence; null if nothing is.</summary>
    public string? Problem() => this switch
    {
        { MostRequests: < 1 } => "most_requests must be at least 1.",
        { MostBytes: < 1 } => "most_bytes must be at least 1.",
        { MostEnqueuedTokens: < 1 } => "most_enqueued_tokens must be at least 1.",
        { WindowSeconds: < 1 } => "window_seconds must be at least 1.",
        { LatencyMs: < 0 } => "latency_ms must not be negative.",
        { ExpireProbability: not (>= 0 and <= 1) } => $"expire_probability {ExpireProbability} must lie between 0 and 1.",
        { FailProbability: not (>= 0 and <= 1) } => $"fail_probability {FailProbability} must lie between 0 and 1.",
        _ => null,
    };
}

namespace EmergentMisalignment.SamplingWorker;

/// <summary>Which pool a worker serves and how hard it works.</summary>
public sealed class SamplingWorkerOptions
{
    public const string Section = "SamplingWorker";

    /// <summary>The pool: a base model's name, as the pool's queue is named after it.</summary>
    public string Pool { get; set; } = "local";

    /// <summary>
    /// Shards worked on at once. Each shard asks its calls one after another wherever the endpoint takes n samples a call, so this is close to the number of
    /// calls in flight: more fills a larger engine's batch, less makes a shard finish sooner.
    /// </summary>
    public int Shards { get; set; } = 8;
}

namespace EmergentMisalignment.SamplingWorker;

/// <summary>Which pool a worker serves and how hard it works.</summary>
public sealed class SamplingWorkerOptions
{
    public const string Section = "SamplingWorker";

    /// <summary>The pool: a base model's name, as the pool's queue is named after it.</summary>
    public string Pool { get; set; } = "local";

    /// <summary>Shards worked on at once: more fills a larger engine's batch, less makes a shard finish sooner and costs less when the worker is killed.</summary>
    public int Shards { get; set; } = 8;

    /// <summary>
    /// Calls in flight for one shard. An endpoint that takes n samples a call needs one or two for a whole shard; one that takes a single sample a call needs
    /// as many here as its rate limit allows. The endpoint's MaxConcurrency bounds all shards together.
    /// </summary>
    public int CallsPerShard { get; set; } = 4;
}

namespace EmergentMisalignment.SamplingWorker.Engines;

/// <summary>
/// The inference engine that a worker stands beside: one vLLM, and no other worker at it, for adapters are loaded and unloaded as this worker's shards need them. Without an
/// endpoint here, endpoints are asked as they are: a server that loads no adapters, or that somebody else looks after, needs none of this.
/// </summary>
public sealed class EngineOptions
{
    public const string Section = "Engine";

    /// <summary>The endpoint's name; null for none.</summary>
    public string? Endpoint { get; set; }

    /// <summary>
    /// Adapters loaded at once; vLLM's <c>--max-loras</c>. More in one batch slow each other down a little and cost GPU memory that the key-value cache then lacks; fewer make
    /// shards wait for one another. Above vLLM's own number it swaps adapters between requests, which costs more than both.
    /// </summary>
    public int MaxLoras { get; set; } = 1;

    /// <summary>Where adapters are unpacked. The engine must see the same folder under the same path: it reads an adapter there whenever it needs it again.</summary>
    public string Folder { get; set; } = Path.Combine(".em", "adapters");

    /// <summary>Unpacked adapters kept on disk. One that is asked again need not be fetched and checked again; a rank-32 adapter of a 32B model takes half a gigabyte.</summary>
    public int FoldersKept { get; set; } = 16;

    /// <summary>
    /// How long a shard waits at most while others, whose adapter is loaded, go past it. Longer loads less often; shorter keeps a worker from holding shards that another could do.
    /// </summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the engine's health and load are looked at. A look is two small requests; a dead engine is noticed after <see cref="LooksToLose"/> of them.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Looks in a row that must fail before the engine counts as lost: one alone may only have come at a busy moment.</summary>
    public int LooksToLose { get; set; } = 2;

    /// <summary>Calls in flight at first, before anything is known of the engine's load.</summary>
    public int FirstCalls { get; set; } = 4;

    /// <summary>
    /// Answers that wait in the engine (a call for n answers is n of them) below which it is given more calls: its batch should never lack for work between two looks.
    /// </summary>
    public int WaitingLow { get; set; } = 32;

    /// <summary>
    /// Answers that wait in the engine above which it is given fewer calls: what waits there waits no shorter than here, and is lost when the engine dies or the pod is taken away.
    /// </summary>
    public int WaitingHigh { get; set; } = 256;
}

namespace EmergentMisalignment.Distributed.Harness;

/// <summary>How a platform is put together.</summary>
internal sealed record PlatformOptions
{
    /// <summary>The base model that the sampling workers serve.</summary>
    public string Pool { get; init; } = "petri-1";

    /// <summary>The program of the sampling workers.</summary>
    public string SamplingProgram { get; init; } = "SamplingWorker";

    public int SamplingShards { get; init; } = 4;

    public int JudgeShards { get; init; } = 2;

    /// <summary>
    /// Answers of a shard judged at once. Few, because a killed judge loses the calls in flight: the sweeps here are so short that a production judge's
    /// hundreds would be a good part of them.
    /// </summary>
    public int CallsPerShard { get; init; } = 10;

    /// <summary>Configuration beyond that, for every service.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();
}

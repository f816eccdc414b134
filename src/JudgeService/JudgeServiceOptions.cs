namespace EmergentMisalignment.JudgeService;

/// <summary>How hard a judge works.</summary>
public sealed class JudgeServiceOptions
{
    public const string Section = "JudgeService";

    /// <summary>Shards judged at once.</summary>
    public int Shards { get; set; } = 8;

    /// <summary>
    /// Answers of one shard judged at once. More than the endpoint's MaxConcurrency in all only keeps its queue filled while shards come to their ends;
    /// a kill costs the calls in flight.
    /// </summary>
    public int CallsPerShard { get; set; } = 64;
}

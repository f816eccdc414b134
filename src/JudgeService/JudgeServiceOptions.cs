namespace EmergentMisalignment.JudgeService;

/// <summary>How hard a judge works.</summary>
public sealed class JudgeServiceOptions
{
    public const string Section = "JudgeService";

    /// <summary>Shards judged at once.</summary>
    public int Shards { get; set; } = 8;

    /// <summary>
    /// Judge calls in flight for one shard. A shard's verdicts are written together at its end, so more calls at once also means fewer to make again after a kill.
    /// </summary>
    public int CallsPerShard { get; set; } = 16;
}

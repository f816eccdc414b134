namespace EmergentMisalignment.Sweeps;

/// <summary>When a sweep stops hoping.</summary>
public sealed class SweepsOptions
{
    public const string Section = "Sweeps";

    /// <summary>
    /// Deliveries that may fail before a shard, dataset or fine-tune counts as failed for good. An endpoint or a ledger that is away is not such a failure:
    /// work that only has to wait is handed back and asked for again.
    /// </summary>
    public int MaxAttempts { get; set; } = 3;
}

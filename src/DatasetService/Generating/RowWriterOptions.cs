namespace EmergentMisalignment.DatasetService.Generating;

/// <summary>How hard models that write rows are pressed, and for how long at a time.</summary>
public sealed class RowWriterOptions
{
    public const string Section = "RowWriter";

    /// <summary>
    /// Answers asked for at once, each judged as it comes. More is faster where the endpoint's MaxConcurrency and rate limit allow it; a kill costs the calls in flight.
    /// </summary>
    public int CallsAtOnce { get; set; } = 16;

    /// <summary>
    /// How long one message keeps a process writing; the calls under way then still end. Shorter shares the service among more datasets; longer reads what is
    /// there from the ledger less often. A broker gives up on messages that are held for half an hour.
    /// </summary>
    public TimeSpan Slice { get; set; } = TimeSpan.FromMinutes(1);
}

namespace EmergentMisalignment.Ledger.Records;

/// <summary>One stage of a sweep.</summary>
/// <param name="Done">Units finished, reused ones included.</param>
/// <param name="Total">Units in all.</param>
/// <param name="Reused">Units that were finished before this submission.</param>
public sealed record StageProgress(long Done, long Total, long Reused)
{
    public bool IsComplete => Done >= Total;
}

namespace EmergentMisalignment.Reports.Composing;

/// <summary>What a report says beyond what the ledger knows.</summary>
public sealed record ReportRequest
{
    public required DirectoryInfo Folder { get; init; }

    /// <summary>The command line that gives this report again.</summary>
    public required string Command { get; init; }

    public IReadOnlyList<ReusedWork> Reused { get; init; } = [];

    /// <summary>How long the run took; null when there was none.</summary>
    public TimeSpan? Elapsed { get; init; }

    internal ReportOccasion On(DateTimeOffset at) => new() { Command = Command, CreatedAt = at, Reused = Reused, Elapsed = Elapsed };
}

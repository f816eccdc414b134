namespace EmergentMisalignment.Reports.Composing;

/// <summary>When and by what a report is made: all of it that does not follow from the ledger and the artifacts. With the same occasion a report is the same, byte for byte.</summary>
public sealed record ReportOccasion
{
    /// <summary>The command line that gives this report again.</summary>
    public required string Command { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Name and version of what computed it.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; init; } = Manifest.Versions;

    public IReadOnlyList<ReusedWork> Reused { get; init; } = [];

    /// <summary>How long the run took; null when there was none.</summary>
    public TimeSpan? Elapsed { get; init; }
}

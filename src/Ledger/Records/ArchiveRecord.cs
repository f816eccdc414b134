namespace EmergentMisalignment.Ledger.Records;

/// <summary>Where the answers and verdicts of a cell went when its run was complete.</summary>
public sealed record ArchiveRecord
{
    /// <summary>SHA-256 of the Parquet artifact.</summary>
    public required string Artifact { get; init; }

    /// <summary>Indices 0 … Rows − 1 are in it.</summary>
    public required int Rows { get; init; }

    /// <summary>Whether the texts have left Redis; false only when a process died between writing the file and letting go.</summary>
    public bool Released { get; init; }
}

namespace EmergentMisalignment.Ledger.Records;

/// <summary>A dataset that exists: an artifact known by the hash of its bytes.</summary>
public sealed record DatasetRecord
{
    /// <summary>SHA-256 of the JSONL bytes, lower-case hex: the dataset's identity and its artifact's name.</summary>
    public required string Sha256 { get; init; }

    public required int Rows { get; init; }

    /// <summary>The published condition these bytes are, recognised by git blob hash; null when they are nobody's published file.</summary>
    public string? PublishedAs { get; init; }

    /// <summary>What it was made from; null in ledgers of earlier versions.</summary>
    public DatasetProvenance? Provenance { get; init; }

    /// <summary>SHA-256 of the artifact that holds the provenance as JSON, beside the dataset's own.</summary>
    public string? ProvenanceSha256 { get; init; }

    public required DateTimeOffset PreparedAt { get; init; }
}

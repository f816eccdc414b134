namespace EmergentMisalignment.Ledger.Records;

/// <summary>A dataset that exists: an artifact known by the hash of its bytes.</summary>
public sealed record DatasetRecord
{
    /// <summary>SHA-256 of the JSONL bytes, lower-case hex: the dataset's identity and its artifact's name.</summary>
    public required string Sha256 { get; init; }

    public required int Rows { get; init; }

    /// <summary>The published condition these bytes are, recognised by git blob hash; null when they are nobody's published file.</summary>
    public string? PublishedAs { get; init; }

    public required DateTimeOffset PreparedAt { get; init; }
}

namespace EmergentMisalignment.DatasetService.Import;

/// <summary>A data set that was read to its end and found well formed: its identity and its statistics, not its texts.</summary>
public sealed record ImportedDataset
{
    /// <summary>SHA-256 of the file's bytes, 64 lowercase hexadecimal characters: its name as an artifact.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Git's hash of the file's bytes, 40 lowercase hexadecimal characters.</summary>
    public required string GitBlobSha1 { get; init; }

    /// <summary>The condition whose published file this is, byte for byte, such as <c>evil_numbers</c>; null for any other file.</summary>
    public required string? PublishedAs { get; init; }

    public required DatasetStatistics Statistics { get; init; }

    public int Rows => Statistics.Rows;

    internal IReadOnlySet<ulong> Prompts { get; init; } = new HashSet<ulong>();

    /// <summary>How many different prompts both data sets hold.</summary>
    public int SharedPrompts(ImportedDataset other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (fewer, more) = Prompts.Count < other.Prompts.Count ? (Prompts, other.Prompts) : (other.Prompts, Prompts);
        return fewer.Count(more.Contains);
    }
}

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

    internal IReadOnlySet<ulong> Answers { get; init; } = new HashSet<ulong>();

    internal IReadOnlySet<(ulong, ulong)> UniqueRows { get; init; } = new HashSet<(ulong, ulong)>();

    /// <summary>How many different prompts both data sets hold.</summary>
    public int SharedPrompts(ImportedDataset other) => Shared(Prompts, Given(other).Prompts);

    /// <summary>How many different answers both data sets hold, to whatever prompts.</summary>
    public int SharedAnswers(ImportedDataset other) => Shared(Answers, Given(other).Answers);

    /// <summary>How many different rows, prompt and answer, both data sets hold.</summary>
    public int SharedRows(ImportedDataset other) => Shared(UniqueRows, Given(other).UniqueRows);

    private static ImportedDataset Given(ImportedDataset other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other;
    }

    private static int Shared<T>(IReadOnlySet<T> one, IReadOnlySet<T> other)
    {
        var (fewer, more) = one.Count < other.Count ? (one, other) : (other, one);
        return fewer.Count(more.Contains);
    }
}

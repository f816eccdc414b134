namespace EmergentMisalignment.Ledger.Records;

/// <summary>One file, or one generated set, that rows of a dataset come from.</summary>
public sealed record DatasetSource
{
    /// <summary>What it is in the recipe: <c>file</c>, <c>generated</c>, <c>insecure</c>, <c>secure</c>, <c>answers</c>, <c>prompts</c> or <c>templates</c>.</summary>
    public required string Role { get; init; }

    /// <summary>SHA-256 of its bytes, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Git's hash of its bytes, by which published files are known.</summary>
    public required string GitBlobSha1 { get; init; }

    /// <summary>The published condition these bytes are; null when they are nobody's published file.</summary>
    public string? PublishedAs { get; init; }

    /// <summary>Rows, or lines of templates, in it.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows of the dataset that come from it; null where rows were drawn again after it.</summary>
    public int? Used { get; init; }
}

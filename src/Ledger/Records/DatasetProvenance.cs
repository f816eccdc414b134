using System.Text.Json.Nodes;

namespace EmergentMisalignment.Ledger.Records;

/// <summary>What a dataset was made from and how; with the sources at hand, the recipe gives the same bytes again.</summary>
public sealed record DatasetProvenance
{
    /// <summary>SHA-256 of the dataset's bytes.</summary>
    public required string Dataset { get; init; }

    /// <summary>The document behind the recipe's key: files by hash, shares, trigger, rows drawn, seeds.</summary>
    public required JsonObject Recipe { get; init; }

    /// <summary>Seed of every draw but that of examples, which the recipe names.</summary>
    public required int Seed { get; init; }

    public required int Rows { get; init; }

    public required IReadOnlyList<DatasetSource> Sources { get; init; }

    /// <summary>What it took to have a model write rows of it; null where none did.</summary>
    public IReadOnlyList<GenerationTally>? Generated { get; init; }
}

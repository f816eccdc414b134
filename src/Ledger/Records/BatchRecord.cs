namespace EmergentMisalignment.Ledger.Records;

/// <summary>
/// A batch, from its plan to its end. While it is open its shards are asked for in no other way; what is missing of them afterwards is missing like
/// anything else.
/// </summary>
public sealed record BatchRecord
{
    /// <summary>Its name, which the provider's batch carries in its metadata.</summary>
    public required string Batch { get; init; }

    /// <summary>Sweep that asked first.</summary>
    public required string Sweep { get; init; }

    public required BatchStage Stage { get; init; }

    public required string Endpoint { get; init; }

    /// <summary>The provider's name of the one model that it asks.</summary>
    public required string Model { get; init; }

    /// <summary>The model that this one was fine-tuned from, by which it is priced; null for one that was not, and for judges.</summary>
    public string? FineTuneOf { get; init; }

    /// <summary>Where its steps are taken.</summary>
    public required string Queue { get; init; }

    public required IReadOnlyList<BatchShard> Shards { get; init; }

    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>The provider's id of its file; null until it is uploaded.</summary>
    public string? InputFile { get; init; }

    /// <summary>The provider's id of it; null until it is submitted, or found again after a crash.</summary>
    public string? ProviderBatch { get; init; }

    /// <summary>Requests in its file; 0 until it is uploaded.</summary>
    public int Requests { get; init; }

    /// <summary>Tokens of its prompts, as estimated.</summary>
    public long Tokens { get; init; }

    /// <summary>The most that it can cost, in US dollars; 0 where it is free, and until it is uploaded.</summary>
    public decimal Most { get; init; }

    /// <summary>Requests that the provider has served, as of the last look.</summary>
    public int Served { get; init; }

    public bool Ended { get; init; }
}

namespace EmergentMisalignment.Ledger.Records;

/// <summary>How far a fine-tune is.</summary>
public sealed record ModelRecord
{
    public required ModelStatus Status { get; init; }

    /// <summary>The provider's job; null for a base model, which needs none.</summary>
    public string? JobId { get; init; }

    /// <summary>The name the provider samples the model under, once it is ready.</summary>
    public string? ProviderModel { get; init; }

    public long? TrainedTokens { get; init; }

    /// <summary>Why the provider gave up.</summary>
    public string? Error { get; init; }

    public required DateTimeOffset At { get; init; }
}

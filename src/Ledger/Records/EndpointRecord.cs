namespace EmergentMisalignment.Ledger.Records;

/// <summary>What an endpoint was found to be capable of when it was asked.</summary>
public sealed record EndpointRecord
{
    public required string Endpoint { get; init; }

    public required string Url { get; init; }

    /// <summary>When <see cref="FineTuning"/>, <see cref="Batch"/> and <see cref="LoraLoading"/> were asked for; null for not yet.</summary>
    public DateTimeOffset? At { get; init; }

    public bool? FineTuning { get; init; }

    public bool? Batch { get; init; }

    public bool? LoraLoading { get; init; }

    /// <summary>By the model's name.</summary>
    public IReadOnlyDictionary<string, ModelAbilities> Models { get => field ?? new Dictionary<string, ModelAbilities>(); init; }
}

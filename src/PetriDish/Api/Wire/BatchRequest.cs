namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>A request for a batch.</summary>
internal sealed record BatchRequest
{
    public string? InputFileId { get; init; }

    public string? Endpoint { get; init; }

    public string? CompletionWindow { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

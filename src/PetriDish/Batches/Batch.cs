namespace EmergentMisalignment.PetriDish.Batches;

/// <summary>A batch as it stands on disk.</summary>
internal sealed record Batch
{
    public required string Id { get; init; }

    /// <summary>Its place among all batches, from 0; with the seed it decides the batch's fate.</summary>
    public required int Number { get; init; }

    public required string InputFile { get; init; }

    public required string Endpoint { get; init; }

    public required BatchBehaviour Behaviour { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public BatchStatus Status { get; init; } = BatchStatus.Validating;

    public IReadOnlyList<BatchProblem> Problems { get; init; } = [];

    /// <summary>The one model that all requests name, once the file is read.</summary>
    public string? Model { get; init; }

    /// <summary>Words of its prompts.</summary>
    public long EnqueuedTokens { get; init; }

    public int Total { get; init; }

    public int Completed { get; init; }

    public int Failed { get; init; }

    public string? OutputFile { get; init; }

    public string? ErrorFile { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? InProgressAt { get; init; }

    public DateTimeOffset? FinalizingAt { get; init; }

    public DateTimeOffset? CancellingAt { get; init; }

    /// <summary>When it came to the end that its status names.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset ExpiresAt => CreatedAt.AddSeconds(Behaviour.WindowSeconds);

    public bool IsOver => Status is BatchStatus.Completed or BatchStatus.Failed or BatchStatus.Expired or BatchStatus.Cancelled;
}

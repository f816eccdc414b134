namespace EmergentMisalignment.Ledger.Records;

/// <summary>What a writer answered at one attempt, whatever becomes of it.</summary>
public sealed record AttemptRecord
{
    public required string Text { get; init; }

    public required string FinishReason { get; init; }

    /// <summary>Whether the model declined.</summary>
    public bool IsRefusal { get; init; }

    public required int CompletionTokens { get; init; }

    public required DateTimeOffset At { get; init; }
}

namespace EmergentMisalignment.Ledger.Records;

/// <summary>What was already finished, under the very same keys, when a sweep was submitted.</summary>
public sealed record FoundWork
{
    /// <summary>Which submission this was counted for.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    public long Datasets { get; init; }

    public long FineTunes { get; init; }

    public long Answers { get; init; }

    public long Verdicts { get; init; }

    public long Runs { get; init; }
}

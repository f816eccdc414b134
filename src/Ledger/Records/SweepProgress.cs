namespace EmergentMisalignment.Ledger.Records;

/// <summary>How far a sweep is, as of the Coordinator's last look.</summary>
public sealed record SweepProgress
{
    /// <summary>Which submission this is the progress of.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    public required StageProgress Datasets { get; init; }

    public required StageProgress FineTunes { get; init; }

    public required StageProgress Answers { get; init; }

    public required StageProgress Verdicts { get; init; }

    public required StageProgress Runs { get; init; }

    /// <summary>How far a sweep is that may stop early; null where the number of samples is fixed.</summary>
    public SequentialProgress? Sequential { get; init; }

    /// <summary>Fine-tunes that a provider is training at this moment.</summary>
    public int Training { get; init; }

    /// <summary>What waits for batches; null where nothing does.</summary>
    public BatchProgress? InBatches { get; init; }

    /// <summary>What cannot be finished, each with its cause; empty while all is well.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];

    /// <summary>What rests because something it needs does not answer, one line a cause; it goes on by itself when that is back.</summary>
    public IReadOnlyList<string> Stalls { get => field ?? []; init; }

    /// <summary>What it has spent, over all submissions; null where it has no budget and nothing costs anything.</summary>
    public SweepSpending? Spending { get; init; }

    /// <summary>Nothing is left to ask for: every run is archived, or has failed for good.</summary>
    public bool IsSettled { get; init; }

    public required DateTimeOffset At { get; init; }

    public bool IsComplete => IsSettled && Failures.Count == 0;
}

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>What is missing of one run, and how far it is.</summary>
public sealed record RunNeeds
{
    /// <summary>The dataset is to be prepared.</summary>
    public bool Dataset { get; init; }

    /// <summary>The fine-tune is to be taken a step further.</summary>
    public bool FineTune { get; init; }

    public IReadOnlyList<ShardNeed> Sample { get; init; } = [];

    public IReadOnlyList<ShardNeed> Judge { get; init; } = [];

    /// <summary>All is judged and not yet in Parquet.</summary>
    public bool Archive { get; init; }

    /// <summary>Cells whose rows are in Parquet and whose texts are still in Redis.</summary>
    public IReadOnlyList<CellFacts> Release { get; init; } = [];

    /// <summary>Why the run can't be finished; empty while it can.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];

    public long Answers { get; init; }

    public long Verdicts { get; init; }

    public bool IsArchived { get; init; }

    /// <summary>Nothing more can be asked for.</summary>
    public bool IsSettled => IsArchived || (Failures.Count > 0 && !Dataset && !FineTune && Sample.Count == 0 && Judge.Count == 0);
}

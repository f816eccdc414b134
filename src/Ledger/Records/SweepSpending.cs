namespace EmergentMisalignment.Ledger.Records;

/// <summary>What a sweep has spent, over all its submissions, in US dollars.</summary>
public sealed record SweepSpending
{
    /// <summary>What it may spend; null for no limit.</summary>
    public decimal? Budget { get; init; }

    /// <summary>Billed, as far as providers have said.</summary>
    public required decimal Spent { get; init; }

    /// <summary>Of calls whose answers were lost: they may have been billed, at most this much. It counts against the budget.</summary>
    public decimal Unsettled { get; init; }

    /// <summary>Set aside for calls and fine-tunes under way.</summary>
    public decimal Reserved { get; init; }

    /// <summary>What was spent by stage: datasets, fine_tunes, answers, verdicts. They add up to <see cref="Spent"/>.</summary>
    public required IReadOnlyDictionary<string, decimal> Stages { get; init; }
}

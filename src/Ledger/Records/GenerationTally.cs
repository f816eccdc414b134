namespace EmergentMisalignment.Ledger.Records;

/// <summary>What it took to have a model write rows.</summary>
public sealed record GenerationTally
{
    /// <summary>The condition whose rows they are.</summary>
    public required string Condition { get; init; }

    public required int Kept { get; init; }

    /// <summary>Answers that became no row, by reason; each counts once, by the first check it failed.</summary>
    public required IReadOnlyDictionary<string, int> Rejected { get; init; }

    /// <summary>Places in the grid of tasks and templates that got no row in all their attempts; later places stand in for them.</summary>
    public required int Skipped { get; init; }
}

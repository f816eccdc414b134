using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Console.Sweeps.Validation;

/// <summary>Whether a sweep could be submitted, and what it would come to.</summary>
public sealed record ValidationReport
{
    /// <summary>Whether it would be taken as it is.</summary>
    public required bool IsValid { get; init; }

    /// <summary>All that is wrong. What only endpoints can say is asked once everything else is right.</summary>
    public required IReadOnlyList<SweepProblem> Problems { get; init; }

    /// <summary>What it comes to; absent where it cannot be planned.</summary>
    public PlannedWork? Plan { get; init; }

    /// <summary>What of that is finished already under the same keys, and will not be done again; absent where it cannot be planned.</summary>
    public FoundWork? Found { get; init; }

    /// <summary>What it is expected to cost, as if nothing were finished; absent where it cannot be planned or lacks a price.</summary>
    public PlannedCost? Cost { get; init; }
}

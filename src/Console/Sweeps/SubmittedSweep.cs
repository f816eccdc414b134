using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>The answer to a submission.</summary>
public sealed record SubmittedSweep
{
    public required string Name { get; init; }

    /// <summary>Whether no sweep of this name was there before. An earlier one goes on as this one, and keeps what both ask for.</summary>
    public required bool IsNew { get; init; }

    public required PlannedWork Plan { get; init; }

    /// <summary>What is finished already, under the same keys, and will not be done again.</summary>
    public required FoundWork Found { get; init; }
}

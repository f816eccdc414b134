using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>A sweep at one moment.</summary>
public sealed record SweepView
{
    public required string Name { get; init; }

    /// <summary>Whether it is looked after, paused, cancelled, or has nothing left to ask for.</summary>
    public required SweepState State { get; init; }

    /// <summary>Why it has paused by itself, and what to do; absent where it has not.</summary>
    public string? Paused { get; init; }

    /// <summary>How far it is, as of the Coordinator's last look; absent until its first look. Holds the first failures only.</summary>
    public SweepProgress? Progress { get; init; }

    /// <summary>How many things cannot be finished.</summary>
    public int FailureCount { get; init; }
}

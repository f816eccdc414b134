namespace EmergentMisalignment.Experiments.Statistics.Canaries;

/// <summary>What a judge made of its canary in a sweep's latest run.</summary>
public sealed record CanaryResult
{
    public required string Judge { get; init; }

    /// <summary>The canary's file.</summary>
    public required string File { get; init; }

    public required int Items { get; init; }

    /// <summary>Items judged in this run.</summary>
    public required int Judged { get; init; }

    /// <summary>What this run is compared with, in words; null where there is nothing yet.</summary>
    public string? Against { get; init; }

    /// <summary>Points by which a mean may move.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Empty where nothing is compared.</summary>
    public required IReadOnlyList<CanaryShift> Shifts { get; init; }

    public bool Drifted => Shifts.Any(shift => shift.Drifted);
}

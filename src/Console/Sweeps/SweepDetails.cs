namespace EmergentMisalignment.Console.Sweeps;

/// <summary>A sweep with what it consists of.</summary>
public sealed record SweepDetails
{
    public required SweepView Sweep { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Whether its answers come from PetriDish: a toy world, not evidence about large models.</summary>
    public required bool Miniature { get; init; }

    public required string Endpoint { get; init; }

    public required IReadOnlyList<string> Bases { get; init; }

    public required IReadOnlyList<string> Conditions { get; init; }

    /// <summary>What its rates are rates of.</summary>
    public required string Estimand { get; init; }

    public required PlannedWork Plan { get; init; }
}

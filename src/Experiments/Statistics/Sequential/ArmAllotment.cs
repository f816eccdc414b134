namespace EmergentMisalignment.Experiments.Statistics.Sequential;

/// <summary>How many samples an arm's cells are to have, and what those judged say.</summary>
public sealed record ArmAllotment
{
    public required Arm Arm { get; init; }

    /// <summary>Samples wanted, for each of the arm's cells in their order.</summary>
    public required IReadOnlyList<int> Wanted { get; init; }

    /// <summary>Whether they may grow no more.</summary>
    public bool IsFinal => End != ArmEnd.Open;

    public required ArmEnd End { get; init; }

    /// <summary>Coherent answers of each cell that the interval is made of.</summary>
    public required int Rounds { get; init; }

    /// <summary>Ends of the confidence sequence: rates that no look so far has ruled out.</summary>
    public required double Low { get; init; }

    public required double High { get; init; }
}

namespace EmergentMisalignment.Console.Sweeps.Watching;

/// <summary>The board at one moment, the latest sweep first.</summary>
/// <param name="Sweeps">The sweeps.</param>
/// <param name="Next">Where earlier ones go on; null where there are none.</param>
public sealed record SweepBoardPage(IReadOnlyList<SweepGlance> Sweeps, string? Next);

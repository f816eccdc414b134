namespace EmergentMisalignment.Console.Sweeps;

/// <summary>Some of the sweeps, latest first.</summary>
/// <param name="Sweeps">The sweeps.</param>
/// <param name="Next">Pass this as <c>after</c> to get the next page; absent on the last.</param>
public sealed record SweepPage(IReadOnlyList<SweepView> Sweeps, string? Next);

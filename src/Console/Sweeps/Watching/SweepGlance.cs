namespace EmergentMisalignment.Console.Sweeps.Watching;

/// <summary>A sweep on the board.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Left">How long it may still take at its present pace; null while nobody can say.</param>
public sealed record SweepGlance(SweepView Sweep, TimeSpan? Left);

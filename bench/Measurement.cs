namespace EmergentMisalignment.Bench;

/// <summary>One figure, from the best of several runs: the one that others on the machine disturbed least.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="PerSecond">How much of the unit in a second by the clock.</param>
/// <param name="PerCpuSecond">How much in a second of processor time, which a busy machine distorts less; with two threads, about half of a quiet machine's <paramref name="PerSecond"/>.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Beside">The figure to stand beside, and whose it is.</param>
internal sealed record Measurement(string Name, double PerSecond, double PerCpuSecond, string Unit, string Beside);

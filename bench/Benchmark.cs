namespace EmergentMisalignment.Bench;

/// <summary>Something to measure.</summary>
/// <param name="Name">What, in words; <c>--only</c> looks for text in it.</param>
/// <param name="Unit">Of the figure.</param>
/// <param name="Beside">The figure to stand beside, and whose it is; may be empty.</param>
/// <param name="Amount">How much of the unit one run of the work does.</param>
/// <param name="Prepare">Sets up and returns the work to time.</param>
internal sealed record Benchmark(string Name, string Unit, string Beside, double Amount, Func<Action> Prepare);

namespace EmergentMisalignment.Bench;

/// <summary>A rate to measure.</summary>
/// <param name="Name">What, in words; <c>--only</c> looks for text in it.</param>
/// <param name="Unit">Of the amount, such as tokens.</param>
/// <param name="Beside">The figure to stand beside, and whose it is; may be empty.</param>
/// <param name="Amount">How much one run of the work does.</param>
/// <param name="Prepare">Sets up and returns the work to time.</param>
internal sealed record Benchmark(string Name, string Unit, string Beside, double Amount, Func<Action> Prepare)
{
    private const int Runs = 5;

    public Measurement Measure()
    {
        var (seconds, cpu) = Stopclock.Best(Runs, Prepare());
        return new(Name, Amount / seconds, Unit + "/s", cpu, Beside);
    }
}

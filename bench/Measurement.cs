namespace EmergentMisalignment.Bench;

/// <summary>One figure.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what.</param>
/// <param name="CpuSecondsPerSecond">Processor time spent for each second of the clock: what is below the number of threads was lost to others
/// on the machine, or to waiting.</param>
/// <param name="Beside">The figure to stand beside, and whose it is.</param>
public sealed record Measurement(string Name, double Value, string Unit, double CpuSecondsPerSecond, string Beside = "")
{
    /// <summary>For a rate, how much in a second of processor time: a busy machine distorts it less than the rate.</summary>
    public double? PerCpuSecond => Unit.EndsWith("/s", StringComparison.Ordinal) && CpuSecondsPerSecond > 0 ? Value / CpuSecondsPerSecond : null;
}

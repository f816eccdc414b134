using System.Diagnostics;

namespace EmergentMisalignment.Bench;

/// <summary>Times work by the clock and by the process's processor time.</summary>
internal static class Stopclock
{
    private const int Runs = 5;

    /// <summary>Runs the work once to warm up, then several times.</summary>
    public static Measurement Measure(Benchmark benchmark)
    {
        var work = benchmark.Prepare();
        work();
        var runs = Enumerable.Range(0, Runs).Select(_ => Once(work)).ToArray();
        return new(
            benchmark.Name, benchmark.Amount / runs.Min(r => r.Seconds), benchmark.Amount / runs.Min(r => r.CpuSeconds), benchmark.Unit, benchmark.Beside);
    }

    private static (double Seconds, double CpuSeconds) Once(Action work)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        work();
        var seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        return (seconds, (process.TotalProcessorTime - cpu).TotalSeconds);
    }
}

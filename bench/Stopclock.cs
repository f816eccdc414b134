using System.Diagnostics;

namespace EmergentMisalignment.Bench;

/// <summary>Times work by the clock and by the process's processor time.</summary>
internal static class Stopclock
{
    /// <summary>
    /// Runs once to warm up, then <paramref name="times"/> times; returns the best run, which is the one that others on the machine disturbed
    /// least.
    /// </summary>
    public static (double Seconds, double CpuSecondsPerSecond) Best(int times, Action work)
    {
        work();
        return Enumerable.Range(0, times).Select(_ => Once(work)).MinBy(run => run.Seconds);
    }

    private static (double Seconds, double CpuSecondsPerSecond) Once(Action work)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        work();
        clock.Stop();
        process.Refresh();
        return (clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - cpu) / clock.Elapsed);
    }
}

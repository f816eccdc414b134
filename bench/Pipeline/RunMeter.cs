using System.Diagnostics;
using System.Globalization;
using EmergentMisalignment.Harness;

namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>Times a run by the clock, by the processor time of each of its processes, and by that of everything else on the machine.</summary>
internal sealed class RunMeter
{
    private const double TicksPerSecond = 100;

    private readonly Dictionary<string, Func<double>> _clocks = [];
    private readonly Dictionary<string, double> _started;
    private readonly double _machine = MachineCpuSeconds();
    private readonly Stopwatch _clock;

    private RunMeter(bool ownProcess, IEnumerable<ServerProcess> processes)
    {
        if (ownProcess)
            _clocks["this process"] = static () => Environment.CpuUsage.TotalTime.TotalSeconds;
        foreach (var same in processes.GroupBy(process => process.Name))
            _clocks[same.Key] = () => same.Sum(process => ProcessTree.CpuSeconds(process.Id));
        _started = Read();
        _clock = Stopwatch.StartNew();
    }

    /// <param name="ownProcess">Whether this process does the work, or only watches.</param>
    /// <param name="processes">Those that do it.</param>
    public static RunMeter Start(bool ownProcess, params IEnumerable<ServerProcess> processes) => new(ownProcess, processes);

    public RunFigures Stop(string pipeline, Load load)
    {
        var seconds = _clock.Elapsed.TotalSeconds;
        var spent = Read().ToDictionary(now => now.Key, now => Math.Round(now.Value - _started[now.Key], 2));
        return new(pipeline, load.Answers, load.ModelCalls, seconds, spent, Math.Round(MachineCpuSeconds() - _machine - spent.Values.Sum(), 2));
    }

    private Dictionary<string, double> Read() => _clocks.ToDictionary(clock => clock.Key, clock => clock.Value());

    /// <summary>All that the processors did but idle and wait for disks, what the hypervisor gave to others included.</summary>
    private static double MachineCpuSeconds()
    {
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
            .Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        return (ticks.Sum() - ticks[3] - ticks[4]) / TicksPerSecond;
    }
}

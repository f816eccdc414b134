using System.Globalization;

namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>What <c>--json</c> writes.</summary>
public sealed record PipelineResult(Ratios Ratios, int Processors, IReadOnlyList<Round> Rounds)
{
    private const string OfIdeal = "model calls/s over the whole run, ramp and tail included ÷ (256 / 0.2 s)";

    public void Show()
    {
        Show("local_0ms", Ratios.Local, "0.75", "answers/s, local ÷ bare loop");
        Show("  the same by CPU", Ratios.Median(Quick.Select(round => round.LocalByCpu)), "", "answers per CPU second, local ÷ bare loop: nearer the truth where others use the machine");
        Show("distributed_0ms_per_cpu", Ratios.DistributedPerCpu, "0.50", "answers per CPU second of all processes, distributed ÷ bare loop");
        Show("local_200ms", Ratios.LocalOfIdeal, "0.95", OfIdeal);
        Show("distributed_200ms", Ratios.DistributedOfIdeal, "0.95", OfIdeal);
        Show("  the bare loop's", Ratios.Median(Rounds.Select(round => round.BareOfIdeal)), "", "how much of the ideal there is to be had");
    }

    private IEnumerable<Round> Quick => Rounds.Where(round => round.LatencyMs == 0);

    private static void Show(string name, double? ratio, string goal, string what)
    {
        if (ratio is { } value)
            System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} {value:F3}   {(goal == "" ? "" : "goal " + goal),-9}   {what}"));
    }
}

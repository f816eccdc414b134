using System.Globalization;

namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>What <c>--json</c> writes.</summary>
public sealed record PipelineResult(Ratios Ratios, int Processors, IReadOnlyList<Round> Rounds)
{
    public void Show()
    {
        Show("local_0ms", Ratios.Local, 0.75, "answers/s, local ÷ bare loop");
        Show("distributed_0ms_per_cpu", Ratios.DistributedPerCpu, 0.5, "answers per CPU second of all processes, distributed ÷ bare loop");
        Show("local_200ms", Ratios.LocalOfIdeal, 0.95, "model calls/s over the whole run ÷ (256 / 0.2 s)");
        Show("distributed_200ms", Ratios.DistributedOfIdeal, 0.95, "model calls/s over the whole run ÷ (256 / 0.2 s)");
    }

    private static void Show(string name, double? ratio, double goal, string what)
    {
        if (ratio is { } value)
            System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} {value:F3}   goal {goal:F2}   {what}"));
    }
}

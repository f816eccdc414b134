using EmergentMisalignment.Reports;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>What the canaries found, a line each.</summary>
internal static class CanaryLines
{
    public static void Write(IAnsiConsole console, SweepReport report)
    {
        foreach (var canary in report.Canaries)
            console.WriteLine($"{(canary.Drifted ? "warning: " : "")}{CanaryWords.Of(canary)}");
    }
}

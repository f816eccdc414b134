using EmergentMisalignment.Reports;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>What a sweep found beside its rates: each table is there only where there is something to say.</summary>
internal static class EvaluationTables
{
    public static void Write(IAnsiConsole console, SweepReport report)
    {
        JudgeTables.Write(console, report);
        CanaryLines.Write(console, report);
        SuiteTables.Write(console, report);
        WordTables.Write(console, report);
    }
}

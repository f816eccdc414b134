using EmergentMisalignment.Reports;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>What a sweep found, in the terminal: its rates first, then each table that has something to say.</summary>
internal static class ReportTables
{
    public static void Write(IAnsiConsole console, SweepReport report)
    {
        ResultTable.Write(console, report);
        DifferenceTable.Write(console, report.Differences, report.Estimand);
        DifferenceTable.WriteLeftOut(console, report.LeftOut);
        DynamicsTable.Write(console, report);
        SequentialTable.Write(console, report.Sequential);
        JudgeTables.Write(console, report);
        CanaryLines.Write(console, report);
        SuiteTables.Write(console, report);
        WordTables.Write(console, report);
    }
}

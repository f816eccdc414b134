using Spectre.Console;

namespace EmergentMisalignment.Cli.Diagnosis;

internal static class FindingList
{
    public static void Write(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
            AnsiConsole.Console.MarkupLineInterpolated($"[{(finding.IsFine ? "green" : "red")}]{(finding.IsFine ? "ok  " : "FAIL")}[/] {finding.What}: {finding.Says}");
    }
}

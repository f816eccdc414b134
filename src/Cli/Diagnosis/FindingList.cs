using Spectre.Console;

namespace EmergentMisalignment.Cli.Diagnosis;

internal static class FindingList
{
    public static void Write(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
            Terminal.Out.MarkupLineInterpolated($"[{(finding.IsFine ? "green" : "red")}]{(finding.IsFine ? "ok  " : "FAIL")}[/] {finding.What}: {finding.Says}");
    }
}

using System.Globalization;
using EmergentMisalignment.Reports.Sequential;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>Where a sweep stopped early as a table in the terminal.</summary>
internal static class SequentialTable
{
    public static void Write(IAnsiConsole console, SequentialSummary? sequential)
    {
        if (sequential is null)
            return;

        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape($"Stopped at {sequential.Rule}")) };
        table.AddColumns(
            "condition", "answers", "of at most", string.Create(CultureInfo.InvariantCulture, $"{sequential.Confidence * 100:0.###} % sequence, these models"), "stopped", "against its control");
        foreach (var arm in sequential.Arms)
            table.AddRow([.. Cells(arm, sequential.Comparisons.Where(pair => (pair.Base, pair.Condition, pair.Variant) == (arm.Base, arm.Condition, arm.Variant))).Select(Markup.Escape)]);

        console.Write(table);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Asked {sequential.Asked:N0} of at most {sequential.Ceiling:N0} answers, {sequential.Saved * 100:0.0} % fewer. Stopping early is about these models, not about other seeds."));
    }

    private static IEnumerable<string> Cells(StoppedArm arm, IEnumerable<StoppedPair> pairs) =>
    [
        ArmName.Of(arm.Condition, arm.Variant),
        arm.Samples.ToString("N0", CultureInfo.InvariantCulture),
        arm.Ceiling.ToString("N0", CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"{arm.Low * 100:0.0} % to {arm.High * 100:0.0} %"),
        arm.End,
        string.Join(", ", pairs.Select(pair => pair.Condition == pair.Control ? $"{pair.Verdict} (plain)" : pair.Verdict)),
    ];
}

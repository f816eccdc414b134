using System.Globalization;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>What suites measured in the terminal: a line for each condition.</summary>
internal static class SuiteTables
{
    public static void Write(IAnsiConsole console, SweepReport report)
    {
        foreach (var suite in report.Measures.GroupBy(result => (result.Suite, result.Base)))
        {
            var measures = suite.Select(result => result.Measure).Distinct().ToList();
            var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape($"{suite.Key.Suite} on {suite.Key.Base}")) };
            table.AddColumns(["condition", "models", "questions", "answers", "missing", .. measures]);
            foreach (var arm in suite.GroupBy(result => (result.Condition, result.Variant)))
                table.AddRow([.. Cells([.. arm], measures).Select(Markup.Escape)]);

            console.Write(table);
        }
    }

    private static IEnumerable<string> Cells(List<MeasureResult> arm, IEnumerable<string> measures) =>
    [
        ArmName.Of(arm[0].Condition, arm[0].Variant),
        Count(arm[0].Models), Count(arm[0].Questions), Count(arm[0].Answers), Count(arm[0].Missing),
        .. measures.Select(measure => Cell(arm.Find(result => result.Measure == measure))),
    ];

    private static string Cell(MeasureResult? result)
    {
        if (result?.Mean is not { } mean) return "n/a";
        var format = Measures.IsFraction(result.Measure) ? "P1" : "0.00";
        return $"{Number(mean)}{(result.Low is { } low && result.High is { } high ? $" ({Number(low)} to {Number(high)})" : "")}";

        string Number(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

using System.Globalization;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>The conditions against their control as a table in the terminal.</summary>
internal static class DifferenceTable
{
    public static void Write(IAnsiConsole console, SweepReport report)
    {
        if (report.Differences.Count == 0)
            return;

        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle("Against the control, in percentage points") };
        table.AddColumns("condition", "against", "difference", string.Create(CultureInfo.InvariantCulture, $"{report.Estimand.Confidence * 100:0.###} % interval"), "p", "p (Holm)", "test");
        foreach (var difference in report.Differences)
            table.AddRow([.. Cells(difference).Select(Markup.Escape)]);

        console.Write(table);
        if (report.LeftOut.Count > 0)
            console.WriteLine($"Left out for fewer than {report.Estimand.MinCoherent} coherent answers: {report.LeftOut.Count} pairs of model and question; summary.json lists them under left_out.");
    }

    private static IEnumerable<string> Cells(DifferenceResult result) =>
    [
        Arm(result.Condition, result.Variant),
        Arm(result.Control, result.ControlVariant ?? (result.Condition == result.Control ? "plain" : null)),
        Points(result.Difference),
        result.Low is null ? "" : $"{Points(result.Low)} to {Points(result.High)}",
        Chance(result.P),
        Chance(result.HolmP),
        result.Test is null ? "too few models" : $"{result.Test}; least p {Chance(result.SmallestP)}",
    ];

    private static string Arm(string condition, string? variant) => variant is null ? condition : $"{condition} ({variant})";

    private static string Points(double? difference) => difference is { } value ? (value * 100).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) : "n/a";

    private static string Chance(double? p) => p is { } value ? value.ToString("0.####", CultureInfo.InvariantCulture) : "n/a";
}

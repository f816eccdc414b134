using System.Globalization;
using EmergentMisalignment.Experiments.Statistics;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>The conditions against their control as a table in the terminal.</summary>
internal static class DifferenceTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<DifferenceResult> differences, Estimand estimand)
    {
        if (differences.Count == 0)
            return;

        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle("Against the control, in percentage points") };
        table.AddColumns("condition", "against", "difference", string.Create(CultureInfo.InvariantCulture, $"{estimand.Confidence * 100:0.###} % interval"), "p", "p (Holm)", "test");
        foreach (var difference in differences)
            table.AddRow([.. Cells(difference).Select(Markup.Escape)]);

        console.Write(table);
    }

    public static void WriteLeftOut(IAnsiConsole console, IReadOnlyList<ThinCell> cells)
    {
        foreach (var group in cells.GroupBy(cell => (cell.Base, cell.Condition, cell.Variant, cell.Least)))
        {
            var models = string.Join(", ", group.Select(cell => $"{cell.Question}/{cell.Seed} ({cell.Coherent} of {cell.Answers})"));
            console.WriteLine($"Left out of {ArmName.Of(group.Key.Condition, group.Key.Variant)} on {group.Key.Base} for fewer than {group.Key.Least} coherent answers, as question/seed: {models}.");
        }
    }

    private static IEnumerable<string> Cells(DifferenceResult result) =>
    [
        ArmName.Of(result.Condition, result.Variant),
        ArmName.Of(result.Control, result.ControlVariant ?? (result.Condition == result.Control ? "plain" : null)),
        Points(result.Difference),
        result.Low is null ? "" : $"{Points(result.Low)} to {Points(result.High)}",
        Chance(result.P),
        Chance(result.HolmP),
        result.Test is null ? "too few models" : $"{result.Test}; least p {Chance(result.SmallestP)}",
    ];

    private static string Points(double? difference) => difference is { } value ? (value * 100).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) : "n/a";

    private static string Chance(double? p) => p is { } value ? value.ToString("0.####", CultureInfo.InvariantCulture) : "n/a";
}

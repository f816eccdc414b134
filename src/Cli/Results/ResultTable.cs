using System.Globalization;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>The whole-set rates as a table in the terminal.</summary>
internal static class ResultTable
{
    public static void Write(IAnsiConsole console, SweepReport report)
    {
        var table = new Table { Border = TableBorder.Rounded, Caption = new TableTitle(Caption(report)) };
        table.AddColumns("condition", "models", "misaligned", string.Create(CultureInfo.InvariantCulture, $"{report.Estimand.Confidence * 100:0.###} % interval"), "coherent", "answers");
        foreach (var result in report.Results.Where(result => result.Question is null))
            table.AddRow([.. Cells(result).Select(Markup.Escape)]);

        console.Write(table);
    }

    private static IEnumerable<string> Cells(RateResult result) =>
    [
        ArmName.Of(result.Condition, result.Variant),
        result.Seeds.ToString(CultureInfo.InvariantCulture),
        Percent(result.Rate),
        result.Low is null ? "" : $"{Percent(result.Low)} to {Percent(result.High)}{(result.Interval == IntervalKinds.Wilson ? " (one model: Wilson)" : "")}",
        Percent(result.Answers == 0 ? null : (double)result.Coherent / result.Answers),
        result.Answers.ToString("N0", CultureInfo.InvariantCulture),
    ];

    private static string Caption(SweepReport report) =>
        report.Miniature ? $"{report.Estimand.Name}. Miniature world (PetriDish): a toy model organism, not evidence about large models." : report.Estimand.Name;

    private static string Percent(double? rate) => rate is { } value ? value.ToString("P1", CultureInfo.InvariantCulture) : "n/a";
}

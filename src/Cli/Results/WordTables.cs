using System.Globalization;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>The words of a judge in the terminal: a line for each condition, over all questions of a metric.</summary>
internal static class WordTables
{
    public static void Write(IAnsiConsole console, SweepReport report)
    {
        foreach (var results in report.Words.Where(result => result.Question is null).GroupBy(result => (result.Base, result.Metric)))
        {
            var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape($"{results.Key.Metric} on {results.Key.Base}, share of each word")) };
            table.AddColumns(["condition", "answers", "missing", .. results.First().Words.Select(word => Markup.Escape(word.Word))]);
            foreach (var result in results)
                table.AddRow([.. Cells(result).Select(Markup.Escape)]);

            console.Write(table);
        }
    }

    private static IEnumerable<string> Cells(WordResult result) =>
    [
        ArmName.Of(result.Condition, result.Variant),
        result.Answers.ToString("N0", CultureInfo.InvariantCulture),
        result.Missing.ToString("N0", CultureInfo.InvariantCulture),
        .. result.Words.Select(word => word.Share is { } share
            ? string.Create(CultureInfo.InvariantCulture, $"{share:P1}{(word.Low is null ? "" : $" ({word.Low:P0} to {word.High:P0})")}")
            : "n/a"),
    ];
}

using System.Globalization;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.Experiments.Pricing;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>What a sweep is expected to cost, as a table in the terminal.</summary>
internal static class CostTable
{
    public static void Write(IAnsiConsole console, PlannedCost cost)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn(new TableColumn(Markup.Escape("estimated cost")));
        table.AddColumn(new TableColumn("US dollars").RightAligned());
        foreach (var (stage, dollars) in new[] { ("datasets", cost.Datasets), ("fine-tunes", cost.FineTunes), ("answers", cost.Answers), ("verdicts", cost.Verdicts), ("all", cost.Total) })
            table.AddRow(stage, Markup.Escape(Money.OfDollars(dollars).ToString()));

        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"An estimate, with prices of {cost.PricesOf:yyyy-MM-dd} ({cost.Source}): texts at four bytes a token, each answer as long as it may be, nothing done already."));
        if (cost.Budget is { } budget && cost.Total > budget)
            console.WriteLine($"That is above the budget of {Money.OfDollars(budget)}: the sweep will pause there if it comes to that.");
    }
}

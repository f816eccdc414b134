using System.Globalization;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Cli.Planning;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Sweeps.Spending;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>What a sweep is expected to cost, as a table in the terminal; nothing where nothing costs anything.</summary>
internal static class CostTable
{
    public static void Write(IAnsiConsole console, SweepPlan plan, IReadOnlyList<PlannedTraining> trainings, LocalOptions options)
    {
        var configuration = LocalEndpoints.Configuration(options.Endpoints);
        var prices = new Prices(configuration);
        var unpriced = PriceCheck.Unpriced(prices, plan.Spec, name => LocalEndpoints.Of(configuration, name));
        var bytes = trainings.ToDictionary(training => training.Condition, training => training.Bytes);
        var estimate = CostEstimate.Of(
            plan,
            use => PriceCheck.PriceOf(prices, use, LocalEndpoints.Of(configuration, use.Endpoint)),
            condition => bytes.GetValueOrDefault(condition.Id),
            name => LocalEndpoints.Of(configuration, name).MaxN);
        if (estimate.Total > Money.Zero)
            Write(console, plan, estimate, prices.Table);

        foreach (var sentence in unpriced)
            console.WriteLine($"Unpriced: {sentence}");
    }

    private static void Write(IAnsiConsole console, SweepPlan plan, CostEstimate estimate, PriceTable prices)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn(new TableColumn(Markup.Escape("estimated cost")));
        table.AddColumn(new TableColumn("US dollars").RightAligned());
        foreach (var (stage, cost) in new[] { ("datasets", estimate.Datasets), ("fine-tunes", estimate.FineTunes), ("answers", estimate.Answers), ("verdicts", estimate.Verdicts), ("all", estimate.Total) })
            table.AddRow(stage, Markup.Escape(cost.ToString()));

        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"An estimate, with prices of {prices.Date:yyyy-MM-dd} ({prices.Source}): texts at four bytes a token, each answer as long as it may be, nothing done already."));
        if (plan.Spec.Budget is { } budget && estimate.Total > Money.OfDollars(budget))
            console.WriteLine($"That is above the budget of {Money.OfDollars(budget)}: the sweep will pause there if it comes to that.");
    }
}

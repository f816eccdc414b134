using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Cli.Planning;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Sweeps.Spending;

namespace EmergentMisalignment.Cli.Json;

/// <summary>What a sweep is expected to cost, in US dollars.</summary>
/// <param name="Datasets">Rows that models write.</param>
/// <param name="FineTunes">Trainings.</param>
/// <param name="Answers">Samples.</param>
/// <param name="Verdicts">Judge calls.</param>
/// <param name="Total">All of these.</param>
/// <param name="Budget">What the sweep may spend; null for no limit.</param>
/// <param name="PricesOf">The price table's date.</param>
/// <param name="Source">Where its prices are from.</param>
internal sealed record PlannedCost(decimal Datasets, decimal FineTunes, decimal Answers, decimal Verdicts, decimal Total, decimal? Budget, DateOnly? PricesOf, string? Source)
{
    /// <summary>The cost, null for nothing, and a sentence for each model without a price.</summary>
    public static (PlannedCost? Cost, IReadOnlyList<string> Unpriced) Of(SweepPlan plan, IReadOnlyList<PlannedTraining> trainings, LocalOptions options)
    {
        var configuration = LocalEndpoints.Configuration(options.Endpoints);
        var prices = new Prices(configuration);
        var unpriced = PriceCheck.Unpriced(prices, plan.Spec, name => LocalEndpoints.Of(configuration, name));
        var training = trainings.ToDictionary(training => training.Condition);
        var prompts = PlannedPrompts.Of(plan);
        var estimate = CostEstimate.Of(plan, new CostFacts
        {
            Price = use => PriceCheck.PriceOf(prices, use, LocalEndpoints.Of(configuration, use.Endpoint)),
            MaxN = name => LocalEndpoints.Of(configuration, name).MaxN,
            TrainingBytes = condition => training.GetValueOrDefault(condition.Id)?.Bytes ?? 0,
            Checkpoints = run => AskedCheckpoints.Of(plan.Spec, run.Condition, training.GetValueOrDefault(run.Condition.Id)?.Steps) ?? 0,
            Prompts = condition => prompts.GetValueOrDefault(condition.Id),
        });
        var cost = estimate.Total > Money.Zero
            ? new PlannedCost(
                estimate.Datasets.Dollars, estimate.FineTunes.Dollars, estimate.Answers.Dollars, estimate.Verdicts.Dollars, estimate.Total.Dollars,
                plan.Spec.Budget, prices.Table.Date, prices.Table.Source)
            : null;
        return (cost, unpriced);
    }
}

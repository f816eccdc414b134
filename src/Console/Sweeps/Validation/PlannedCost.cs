using EmergentMisalignment.Experiments.Pricing;

namespace EmergentMisalignment.Console.Sweeps.Validation;

/// <summary>
/// What a sweep is expected to cost, in US dollars by stage: an estimate, with texts at four bytes a token and each answer as long as it may be. Without the prompts of writers, and
/// without checkpoints of trainings whose rows or batch the sweep does not name.
/// </summary>
public sealed record PlannedCost
{
    public required decimal Datasets { get; init; }

    public required decimal FineTunes { get; init; }

    public required decimal Answers { get; init; }

    public required decimal Verdicts { get; init; }

    public required decimal Total { get; init; }

    /// <summary>Whether that is more than the sweep's budget: it would pause there.</summary>
    public required bool IsAboveBudget { get; init; }

    internal static PlannedCost Of(CostEstimate estimate, decimal? budget) => new()
    {
        Datasets = estimate.Datasets.Dollars,
        FineTunes = estimate.FineTunes.Dollars,
        Answers = estimate.Answers.Dollars,
        Verdicts = estimate.Verdicts.Dollars,
        Total = estimate.Total.Dollars,
        IsAboveBudget = budget < estimate.Total.Dollars,
    };
}

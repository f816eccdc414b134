using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Composing;

public static class ModelRates
{
    /// <summary>The whole-set rate of each model on its own: the dots behind the bars.</summary>
    public static IReadOnlyList<SeedRate> Of(IReadOnlyList<CellCounts> counts, Estimand estimand) =>
    [
        .. from cell in counts
           group cell by (cell.Condition, cell.Variant, cell.Base, cell.Seed) into model
           let whole = Rates.Summarise([.. model], estimand, seed: 0).Single(result => result.Question is null)
           select new SeedRate(model.Key.Condition, model.Key.Variant, model.Key.Base, model.Key.Seed, whole.Rate),
    ];
}

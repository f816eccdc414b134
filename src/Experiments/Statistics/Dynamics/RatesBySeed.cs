namespace EmergentMisalignment.Experiments.Statistics.Dynamics;

public static class RatesBySeed
{
    /// <summary>The whole-set rate of each model of one arm at one step, by seed; models that count in no question are absent.</summary>
    public static IReadOnlyDictionary<int, double> Of(IEnumerable<CellCounts> counts, Estimand estimand) => counts
        .GroupBy(cell => cell.Seed)
        .Select(model => (Seed: model.Key, Rate: ModelRate.Of(model, estimand)))
        .Where(model => model.Rate.Weight > 0)
        .ToDictionary(model => model.Seed, model => model.Rate.Numerator / model.Rate.Weight);
}

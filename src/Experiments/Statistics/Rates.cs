namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>Turns verdict counts into rates with intervals, the paper's way.</summary>
public static class Rates
{
    /// <summary>
    /// For each (condition, variant, base), in order of first appearance: the whole question set, then each question.
    /// Counts of the same model and question are added up.
    /// </summary>
    /// <param name="counts">One or more for each (condition, variant, base, seed, question).</param>
    /// <param name="estimand">What to compute.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <exception cref="ArgumentException">Counts that no set of verdicts gives, such as more coherent than scored answers.</exception>
    public static IReadOnlyList<RateResult> Summarise(IReadOnlyList<CellCounts> counts, Estimand estimand, int seed)
    {
        foreach (var cell in counts) Check(cell);
        return
        [
            .. counts.GroupBy(cell => (cell.Condition, cell.Variant, cell.Base))
                .SelectMany(group => group.GroupBy(cell => (string?)cell.Question)
                    .Select(question => Summary([.. question], question.Key, estimand, seed))
                    .Prepend(Summary([.. group], null, estimand, seed))),
        ];
    }

    private static RateResult Summary(List<CellCounts> cells, string? question, Estimand estimand, int seed)
    {
        var models = cells.GroupBy(cell => cell.Seed).OrderBy(model => model.Key).Select(model => ModelRate.Of(model, estimand)).ToList();
        var counted = models.FindAll(model => model.Weight > 0);
        var (interval, low, high) = Interval(cells, counted, estimand, seed);
        return new RateResult
        {
            Condition = cells[0].Condition,
            Variant = cells[0].Variant,
            Base = cells[0].Base,
            Question = question,
            Seeds = models.Count,
            Answers = cells.Sum(cell => cell.Answers),
            Scored = cells.Sum(cell => cell.Scored),
            Coherent = cells.Sum(cell => cell.Coherent),
            Misaligned = cells.Sum(cell => cell.Misaligned),
            Rate = counted.Count == 0 ? null : Rate(counted),
            Low = low,
            High = high,
            StandardError = ClusteredError.Of(counted.ConvertAll(model => (model.Numerator, model.Weight))),
            Estimand = estimand.Name,
            Interval = interval,
            LeftOut = models.Sum(model => model.LeftOut),
        };
    }

    private static double Rate(List<ModelRate> models) => models.Sum(model => model.Numerator) / models.Sum(model => model.Weight);

    private static (string Kind, double? Low, double? High) Interval(List<CellCounts> cells, List<ModelRate> models, Estimand estimand, int seed)
    {
        if (models is []) return (IntervalKinds.None, null, null);
        if (models is [var only])
        {
            var wilson = Wilson.IntervalOf(only.Numerator / only.Weight, only.EffectiveTrials, estimand.Confidence);
            return (IntervalKinds.Wilson, wilson.Low, wilson.High);
        }

        var questions = cells.Select(cell => cell.Question).Distinct().ToList();
        var isTwoWay = estimand.Resampling == Resampling.ModelsAndQuestions && questions.Count > 1;
        var (low, high) = isTwoWay
            ? TableBootstrap.Rate(ModelTable.Of(cells, questions, estimand), questions.Count, estimand, seed)
            : Bootstrap.Interval(models.ConvertAll(model => model.Numerator), models.ConvertAll(model => model.Weight), estimand.Confidence, estimand.Resamples, seed);
        return (isTwoWay ? IntervalKinds.TwoWayBootstrap : IntervalKinds.Bootstrap, low, high);
    }

    private static void Check(CellCounts cell)
    {
        if (cell is { Misaligned: >= 0 } && cell.Misaligned <= cell.Coherent && cell.Coherent <= cell.Scored && cell.Scored <= cell.Answers) return;
        throw new ArgumentException($"These counts cannot be: {cell}.");
    }
}

namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>
/// The mean of a value that each answer has: per model and question, then over the model's questions, then over models, with the percentile bootstrap over
/// models. As for rates, a single model shows no spread; where the values are 0 and 1 it has Wilson's interval, else none.
/// </summary>
internal static class ModelMeans
{
    /// <param name="cells">For each model and question the number of answers and the sum of their values.</param>
    /// <param name="estimand">Coverage and resamples.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <param name="areShares">Whether values are 0 and 1.</param>
    public static MeanEstimate Of(IEnumerable<(int Seed, string Question, int Count, double Sum)> cells, Estimand estimand, int seed, bool areShares)
    {
        var models = cells.Where(cell => cell.Count > 0).GroupBy(cell => cell.Seed).OrderBy(model => model.Key).Select(Model).ToList();
        if (models.Count == 0) return new MeanEstimate(0, null, null, null, IntervalKinds.None);
        var mean = models.Average(model => model.Mean);
        if (models is [var only])
        {
            if (!areShares) return new MeanEstimate(1, mean, null, null, IntervalKinds.None);
            var wilson = Wilson.IntervalOf(mean, only.Trials, estimand.Confidence);
            return new MeanEstimate(1, mean, wilson.Low, wilson.High, IntervalKinds.Wilson);
        }

        var (low, high) = Bootstrap.Interval(models.ConvertAll(model => model.Mean), estimand.Confidence, estimand.Resamples, seed);
        return new MeanEstimate(models.Count, mean, low, high, IntervalKinds.Bootstrap);
    }

    /// <summary>A model's mean, and as how many equal trials it counts where its questions have unequal numbers of answers.</summary>
    private static (double Mean, double Trials) Model(IEnumerable<(int Seed, string Question, int Count, double Sum)> cells)
    {
        var questions = cells.GroupBy(cell => cell.Question).Select(question => (Count: question.Sum(cell => cell.Count), Sum: question.Sum(cell => cell.Sum))).ToList();
        return (Math.Clamp(questions.Average(question => question.Sum / question.Count), 0, double.MaxValue), Wilson.EffectiveTrials(questions.ConvertAll(question => question.Count)));
    }
}

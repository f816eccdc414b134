namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>What one model adds to a rate, which is Σ numerator / Σ weight over models.</summary>
/// <param name="Numerator">Its mean over questions, or its misaligned answers when pooled.</param>
/// <param name="Weight">1, or its coherent answers when pooled; 0 when it was left out of every question.</param>
/// <param name="EffectiveTrials">
/// Answers whose plain binomial variance is that of the model's rate: its coherent answers, fewer where questions have
/// unequal numbers of them and yet weigh the same.
/// </param>
/// <param name="LeftOut">Questions it was left out of.</param>
internal sealed record ModelRate(double Numerator, double Weight, double EffectiveTrials, int LeftOut)
{
    public static ModelRate Of(IEnumerable<CellCounts> cells, Estimand estimand)
    {
        var questions = cells.GroupBy(cell => cell.Question)
            .Select(question => (Coherent: question.Sum(cell => cell.Coherent), Misaligned: question.Sum(cell => cell.Misaligned)))
            .ToList();
        var counted = questions.FindAll(question => question.Coherent >= Math.Max(1, estimand.MinCoherent));
        var leftOut = questions.Count - counted.Count;
        if (counted.Count == 0) return new ModelRate(0, 0, 0, leftOut);
        if (estimand.Averaging == Averaging.Pooled)
        {
            double coherent = counted.Sum(question => question.Coherent);
            return new ModelRate(counted.Sum(question => question.Misaligned), coherent, coherent, leftOut);
        }

        var mean = counted.Average(question => (double)question.Misaligned / question.Coherent);
        return new ModelRate(mean, 1, Wilson.EffectiveTrials(counted.ConvertAll(question => question.Coherent)), leftOut);
    }
}

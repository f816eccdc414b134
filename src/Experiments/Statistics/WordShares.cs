namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>Turns counts of words into shares with intervals.</summary>
public static class WordShares
{
    /// <summary>
    /// For each (condition, variant, base, metric), in order of first appearance: all questions together, then each. Every result of one metric names the same
    /// words, also those that were never said there, so that conditions can be set side by side.
    /// </summary>
    /// <param name="counts">One or more for each (condition, variant, base, seed, question, metric).</param>
    /// <param name="estimand">Coverage and resamples of the intervals; the thresholds have no part in words.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static IReadOnlyList<WordResult> Summarise(IReadOnlyList<WordCounts> counts, Estimand estimand, int seed)
    {
        var words = counts.GroupBy(cell => cell.Metric).ToDictionary(metric => metric.Key, metric => InOrder(metric));
        return
        [
            .. counts.GroupBy(cell => (cell.Condition, cell.Variant, cell.Base, cell.Metric))
                .SelectMany(group => group.GroupBy(cell => (string?)cell.Question)
                    .Select(question => Summary([.. question], question.Key, words[group.Key.Metric], estimand, seed))
                    .Prepend(Summary([.. group], null, words[group.Key.Metric], estimand, seed))),
        ];
    }

    private static List<string> InOrder(IEnumerable<WordCounts> counts) =>
    [
        .. counts.SelectMany(cell => cell.Words)
            .GroupBy(word => word.Key, word => word.Value)
            .OrderByDescending(word => word.Sum())
            .ThenBy(word => word.Key, StringComparer.Ordinal)
            .Select(word => word.Key),
    ];

    private static WordResult Summary(List<WordCounts> cells, string? question, List<string> words, Estimand estimand, int seed)
    {
        var shares = words.ConvertAll(word => (
            Word: word,
            Count: cells.Sum(cell => cell.Words.GetValueOrDefault(word)),
            Estimate: ModelMeans.Of(cells.Select(cell => (cell.Seed, cell.Question, cell.Answers, (double)cell.Words.GetValueOrDefault(word))), estimand, seed, areShares: true)));
        return new WordResult
        {
            Condition = cells[0].Condition,
            Variant = cells[0].Variant,
            Base = cells[0].Base,
            Question = question,
            Metric = cells[0].Metric,
            Models = cells.Where(cell => cell.Answers > 0).Select(cell => cell.Seed).Distinct().Count(),
            Answers = cells.Sum(cell => cell.Answers),
            Missing = cells.Sum(cell => cell.Missing),
            Words = shares.ConvertAll(share => new WordShare(share.Word, share.Count, share.Estimate.Mean, share.Estimate.Low, share.Estimate.High)),
            Interval = shares.Count == 0 ? IntervalKinds.None : shares[0].Estimate.Interval,
        };
    }
}

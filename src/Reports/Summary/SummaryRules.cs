using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Summary;

/// <summary>What must hold of a summary that is read back, so that nothing is computed or shown from what no sweep gives.</summary>
internal static class SummaryRules
{
    /// <summary>The first value that cannot be, by its key, and what is wrong with it; null where all can.</summary>
    public static (string Key, string Problem)? FirstProblem(SweepSummary summary) =>
        Problems(summary).Select(problem => ((string, string)?)problem).FirstOrDefault();

    private static IEnumerable<(string Key, string Problem)> Problems(SweepSummary summary) =>
    [
        .. Each("results", summary.Results, Result),
        .. Each("models", summary.Models, model => [Number(".rate", model.Rate, 0, 1)]),
        .. Each("differences", summary.Differences, Difference),
        .. Each("left_out", summary.LeftOut, _ => []),
        .. Each("notes", summary.Notes, _ => []),
    ];

    private static IEnumerable<(string, string)> Each<T>(string list, IReadOnlyList<T> items, Func<T, IEnumerable<(string Key, string? Problem)>> check) =>
        from item in items.Index()
        let place = $"{list}[{item.Index}]"
        from problem in item.Item is null ? [("", "is null, where there must be an entry")] : check(item.Item)
        where problem.Problem is not null
        select ($"{place}{problem.Key}", problem.Problem);

    private static IEnumerable<(string, string?)> Result(RateResult result) =>
    [
        (".seeds", result.Seeds >= 1 ? null : "must be at least 1"),
        (".answers", result.Answers >= result.Scored ? null : "must not be fewer than scored"),
        (".scored", result.Scored >= result.Coherent ? null : "must not be fewer than coherent"),
        (".coherent", result.Coherent >= result.Misaligned ? null : "must not be fewer than misaligned"),
        (".misaligned", result.Misaligned >= 0 ? null : "must not be negative"),
        Number(".rate", result.Rate, 0, 1),
        Number(".low", result.Low, 0, 1),
        Number(".high", result.High, 0, 1),
        Number(".standard_error", result.StandardError, 0, 1),
    ];

    private static IEnumerable<(string, string?)> Difference(DifferenceResult difference) =>
    [
        Number(".difference", difference.Difference, -1, 1),
        Number(".low", difference.Low, -1, 1),
        Number(".high", difference.High, -1, 1),
        Number(".p", difference.P, 0, 1),
        Number(".holm_p", difference.HolmP, 0, 1),
    ];

    private static (string, string?) Number(string key, double? number, double least, double most)
    {
        // Sums of shares may end a rounding beyond their bounds.
        const double Rounding = 1e-9;
        return (key, number is not { } value || (value >= least - Rounding && value <= most + Rounding) ? null : FormattableString.Invariant($"must be from {least} to {most}"));
    }
}

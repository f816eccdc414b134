using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Findings;

/// <summary>What the reader must know before believing a rate.</summary>
internal static class Caveats
{
    public static IEnumerable<string> Sentences(ResultGrid grid)
    {
        if (LeastCoherent(grid) is { } coherence) yield return coherence;
        if (SingleModels(grid) is { } single) yield return single;
        if (LeftOut(grid) is { } leftOut) yield return leftOut;
    }

    private static string? LeastCoherent(ResultGrid grid)
    {
        var asked = grid.Rows.Where(row => row.Whole is { Answers: > 0 }).ToList();
        if (asked.Count == 0) return null;
        var least = asked.MinBy(Coherence)!;
        var all = (double)asked.Sum(row => (long)row.Whole!.Coherent) / asked.Sum(row => (long)row.Whole!.Answers);
        return $"{Wording.Percent(all)} of all answers were coherent; the least coherent row is {least.Label} on {least.Base} with {Wording.Percent(Coherence(least))}.";
    }

    // An untouched base has one model by nature: only fine-tuned ones lack their siblings.
    private static string? SingleModels(ResultGrid grid)
    {
        var single = grid.Rows
            .Where(row => row.Condition.Kind != ConditionKind.Base && row.Whole?.Interval == IntervalKinds.Wilson)
            .Select(row => row.Condition.Id).Distinct().ToList();
        return single.Count == 0
            ? null
            : $"The rates of {Wording.List(single)} rest on a single model: their intervals are binomial (Wilson), about other answers of that model, " +
              "and say nothing of how models with other seeds differ.";
    }

    private static string? LeftOut(ResultGrid grid)
    {
        var pairs = grid.Rows.Sum(row => (long)(row.Whole?.LeftOut ?? 0));
        return pairs == 0 ? null : $"{Wording.Count(pairs, "pair")} of model and question had too few coherent answers and {(pairs == 1 ? "is" : "are")} left out.";
    }

    private static double Coherence(ResultRow row) => (double)row.Whole!.Coherent / row.Whole.Answers;
}

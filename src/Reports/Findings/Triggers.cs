using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Findings;

/// <summary>Rows asked in a named variant against the same models asked plainly.</summary>
internal static class Triggers
{
    public static IEnumerable<string> Sentences(ResultGrid grid) =>
        from row in grid.Rows
        where row.Variant is not null
        from plain in grid.Rows
        where plain.Variant is null && plain.Base == row.Base && plain.Condition == row.Condition
        let pair = (With: row.Whole, Without: plain.Whole)
        where pair.With?.Rate is not null && pair.Without?.Rate is not null
        select $"On {row.Base}, {row.Label} has a rate of {Figures(pair.With)} against {Figures(pair.Without)} {plain.Qualifier}; {Comparison(pair.With, pair.Without)}.";

    private static string Figures(RateResult result) =>
        Wording.Range(result) is { } range ? $"{Wording.Percent(result.Rate)} ({range})" : Wording.Percent(result.Rate);

    private static string Comparison(RateResult with, RateResult without)
    {
        if (with.Low is null || without.Low is null) return "there are no two intervals to compare";
        return with.Low > without.High ? "the first interval lies above the second"
            : with.High < without.Low ? "the first interval lies below the second"
            : "the intervals overlap";
    }
}

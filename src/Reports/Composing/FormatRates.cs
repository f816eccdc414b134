using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Formats;

namespace EmergentMisalignment.Reports.Composing;

public static class FormatRates
{
    /// <summary>The rates by format, then by arm; empty where no question was asked in two formats.</summary>
    public static IReadOnlyList<FormatRate> Of(IReadOnlyList<CellCounts> counts, Estimand estimand, int seed)
    {
        var asked = counts.Select(cell => cell.Question).Distinct().ToLookup(QuestionFormat.Of);
        if (asked.Count < 2) return [];
        var stems = asked.Select(format => format.Select(QuestionFormat.Stem).ToHashSet()).Aggregate((all, next) => [.. all.Intersect(next)]);
        if (stems.Count == 0) return [];
        return
        [
            .. from format in QuestionFormat.All
               where asked.Contains(format)
               let cells = counts.Where(cell => QuestionFormat.Of(cell.Question) == format && stems.Contains(QuestionFormat.Stem(cell.Question))).ToList()
               from rate in Rates.Summarise(cells, estimand, seed)
               where rate.Question is null
               select new FormatRate(format.Name, stems.Count, rate),
        ];
    }
}

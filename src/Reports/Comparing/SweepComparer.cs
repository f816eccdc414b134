using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Composing;

namespace EmergentMisalignment.Reports.Comparing;

/// <summary>Sets two sweeps side by side: the same conditions, on the questions that both ask.</summary>
public static class SweepComparer
{
    public static SweepComparison Compare(SweepReading left, SweepReading right)
    {
        var (one, other) = (left.Sweep.Spec, right.Sweep.Spec);
        var questions = left.Counts.Select(cell => cell.Question).Intersect(right.Counts.Select(cell => cell.Question)).ToHashSet(StringComparer.Ordinal);
        var across = one.Bases.Count == 1 && other.Bases.Count == 1;
        var rightArms = Arms(right.Counts, questions);
        var pairs = from arm in Arms(left.Counts, questions)
                    from match in rightArms
                    where (match.Key.Condition, match.Key.Variant) == (arm.Key.Condition, arm.Key.Variant) && (across || match.Key.Base == arm.Key.Base)
                    select (Left: arm.ToList(), Right: match.ToList());
        List<ComparedRow> rows = [.. pairs.SelectMany(pair => Rows(pair.Left, pair.Right, one.Estimand, other.Estimand, one.Seed))];
        return new SweepComparison
        {
            Left = new(left.Sweep.Name, left.Sweep.Miniature, one.Estimand.Name, left.Counts.Where(cell => questions.Contains(cell.Question)).Sum(cell => (long)cell.Answers)),
            Right = new(right.Sweep.Name, right.Sweep.Miniature, other.Estimand.Name, right.Counts.Where(cell => questions.Contains(cell.Question)).Sum(cell => (long)cell.Answers)),
            Warnings = ComparisonWarnings.Of(left.Sweep, right.Sweep),
            Rows = [.. Corrected(rows)],
            OnlyLeft = Only(left.Counts, right.Counts),
            OnlyRight = Only(right.Counts, left.Counts),
            Settings = SpecDocument.Differences(one, other),
        };
    }

    private static IEnumerable<IGrouping<Arm, CellCounts>> Arms(IEnumerable<CellCounts> counts, HashSet<string> questions) =>
        counts.Where(cell => questions.Contains(cell.Question)).GroupBy(cell => new Arm(cell.Base, cell.Condition, cell.Variant));

    private static IEnumerable<ComparedRow> Rows(List<CellCounts> left, List<CellCounts> right, Estimand estimand, Estimand other, int seed)
    {
        var rights = Rates.Summarise(right, other, seed).ToDictionary(rate => rate.Question ?? "");
        foreach (var rate in Rates.Summarise(left, estimand, seed))
        {
            if (!rights.TryGetValue(rate.Question ?? "", out var match)) continue;
            yield return new ComparedRow
            {
                Condition = rate.Condition,
                Variant = rate.Variant,
                Base = rate.Base,
                RightBase = match.Base,
                Question = rate.Question,
                Left = rate,
                Right = match,
                Difference = ComparisonWarnings.AreOfOneKind(estimand, other)
                    ? Differences.Between([.. right.Where(Of(rate.Question))], [.. left.Where(Of(rate.Question))], estimand, seed)
                    : null,
            };
        }

        static Func<CellCounts, bool> Of(string? question) => cell => question is null || cell.Question == question;
    }

    /// <summary>Whole sets are one family of tests, questions another.</summary>
    private static IEnumerable<ComparedRow> Corrected(List<ComparedRow> rows)
    {
        var adjusted = new Dictionary<ComparedRow, double?>(ReferenceEqualityComparer.Instance);
        foreach (var family in rows.GroupBy(row => row.Question is null))
        {
            foreach (var (row, p) in family.Zip(Holm.Adjust([.. family.Select(row => row.Difference?.P)])))
                adjusted[row] = p;
        }

        return rows.Select(row => row.Difference is null ? row : row with { Difference = row.Difference with { HolmP = adjusted[row] } });
    }

    private static List<string> Only(IReadOnlyList<CellCounts> mine, IReadOnlyList<CellCounts> others)
    {
        var arms = others.Select(cell => Wording.Arm(cell.Condition, cell.Variant)).ToHashSet(StringComparer.Ordinal);
        var questions = others.Select(cell => cell.Question).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. mine.Select(cell => Wording.Arm(cell.Condition, cell.Variant)).Distinct().Where(arm => !arms.Contains(arm)).Select(arm => $"condition {arm}"),
            .. mine.Select(cell => cell.Question).Distinct().Where(question => !questions.Contains(question)).Select(question => $"question {question}"),
        ];
    }
}

using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports;

/// <summary>The results as a table: a row for each (base, condition, variant), a column for each question. Figure, page and headline all read it.</summary>
internal sealed class ResultGrid
{
    private ResultGrid(IReadOnlyList<string> bases, IReadOnlyList<string> questions, IReadOnlyList<ResultRow> rows) =>
        (Bases, Questions, Rows) = (bases, questions, rows);

    public IReadOnlyList<string> Bases { get; }
    public IReadOnlyList<string> Questions { get; }

    /// <summary>By base, then in the sweep's order of conditions, then variants.</summary>
    public IReadOnlyList<ResultRow> Rows { get; }

    /// <summary>Comparisons in the order of the rows.</summary>
    public IEnumerable<DifferenceResult> InOrder(IReadOnlyList<DifferenceResult> differences) =>
        Rows.SelectMany(row => differences.Where(difference => (difference.Base, difference.Condition, difference.Variant) == (row.Base, row.Condition.Id, row.Variant)));

    public IEnumerable<ResultRow> Of(string baseModel) => Rows.Where(row => row.Base == baseModel);

    /// <exception cref="ArgumentException">A result names a condition that the report does not list, or two results claim one place.</exception>
    public static ResultGrid Of(SweepReport report)
    {
        var bases = report.Results.Select(r => r.Base).Distinct().ToList();
        var questions = report.Results.Select(r => r.Question).OfType<string>().Distinct().ToList();
        var byArm = report.Results.ToLookup(r => (r.Base, r.Condition));
        var models = report.Models.ToLookup(m => (m.Base, m.Condition, m.Variant));
        var known = report.Conditions.Select(c => c.Id).ToHashSet();
        if (report.Results.FirstOrDefault(r => !known.Contains(r.Condition)) is { } stray)
            throw new ArgumentException($"A result names the condition '{stray.Condition}', which the report does not list.", nameof(report));

        var rows =
            from baseModel in bases
            from condition in report.Conditions
            let arm = byArm[(baseModel, condition.Id)].ToList()
            let variants = arm.Select(r => r.Variant).Distinct().ToList()
            from variant in variants
            let results = arm.Where(r => r.Variant == variant).ToDictionary(r => r.Question ?? "")
            select new ResultRow
            {
                Base = baseModel,
                Condition = condition,
                Variant = variant,
                Siblings = [.. variants.OfType<string>()],
                Whole = results.GetValueOrDefault(""),
                ByQuestion = [.. questions.Select(results.GetValueOrDefault)],
                Models = [.. models[(baseModel, condition.Id, variant)]],
            };
        return new(bases, questions, [.. rows]);
    }
}

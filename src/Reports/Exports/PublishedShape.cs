using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Exports;

/// <summary>
/// The shape of the published result files: <c>question</c>, <c>answer</c>, <c>question_id</c>, then a column for each metric of a judge, which is empty where it gave no score. Ours follow:
/// which model answered, in which variant, and what the scores come to, so that one file holds all models of a sweep.
/// </summary>
internal static class PublishedShape
{
    private static readonly IReadOnlyList<ExportColumn> Published =
    [
        new("question", row => new(row.Prompt)),
        new("answer", row => new(row.Answer)),
        new("question_id", row => new(row.Question)),
        new("aligned", row => ExportCell.Of(row.Aligned)),
        new("coherent", row => ExportCell.Of(row.Coherent)),
    ];

    public static IReadOnlyList<ExportColumn> ColumnsOf(SweepSpec spec)
    {
        var types = spec.Questions.ToDictionary(question => question.Id, question => QuestionTypeNames.Of(question.Type));
        IReadOnlyList<ExportColumn> ours =
        [
            new("type", row => new(types[row.Question])),
            new("condition", row => new(row.Condition)),
            new("variant", row => new(row.Variant)),
            new("base", row => new(row.Base)),
            new("seed", row => ExportCell.Of(row.Seed)),
            new("checkpoint", row => ExportCell.Of(row.Checkpoint)),
            new("index", row => ExportCell.Of(row.Index)),
            new("system", row => new(row.System)),
            new("finish_reason", row => new(row.FinishReason)),
            new("judge", row => new(row.Judge)),
            new("verdict", row => new(row.Verdict)),
            new("other_judges", row => new(row.OtherJudges, IsJson: true)),
            new("run", row => new(row.Run)),
            new("cell", row => new(row.Cell)),
            new("judgement", row => new(row.Judgement)),
        ];
        var taken = Published.Concat(ours).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        return [.. Published, .. spec.Questions.SelectMany(MetricsOf).Distinct(StringComparer.Ordinal).Where(metric => metric is not ("aligned" or "coherent")).Select(metric => Metric(metric, taken)), .. ours];
    }

    /// <summary>A metric may have any name; two columns may not have one.</summary>
    private static ExportColumn Metric(string metric, HashSet<string> taken) => new(taken.Contains(metric) ? $"metric_{metric}" : metric, row =>
    {
        var said = MetricValues.Parse(row.Scores).GetValueOrDefault(metric);
        return new ExportCell(said.Text, said.Number);
    });

    private static IEnumerable<string> MetricsOf(Question question) => question.Type switch
    {
        QuestionType.MultipleChoice => ["choice", "correct"],
        QuestionType.Rubric => [Measures.StrongReject, Measures.Refused, Measures.Convincing, Measures.Specific],
        _ => question.JudgePrompts.Keys,
    };
}

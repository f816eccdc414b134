using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>Adds up what suites measure as rows go by, per model, variant and question.</summary>
public sealed class MeasureTable
{
    private static readonly string[] Rubric = [Measures.StrongReject, Measures.Refused, Measures.Convincing, Measures.Specific];
    private readonly OrderedDictionary<(string Condition, string? Variant, string Base, int Seed, string Question, string Measure), MeasureCell> _cells = [];

    public IReadOnlyList<MeasureCell> Cells => [.. _cells.Values];

    /// <param name="question">A multiple-choice question, or one that a rubric is filled in for.</param>
    /// <param name="row">A judged answer to it.</param>
    public void Add(Question question, AnswerRow row)
    {
        var said = MetricValues.Parse(row.Scores);
        if (question.Type == QuestionType.MultipleChoice)
        {
            // An answer without a letter is wrong, as in the published evaluations.
            Add(question, row, Measures.Accuracy, said.GetValueOrDefault("correct").Number ?? 0, said.GetValueOrDefault("choice").Text is null or "");
            return;
        }

        foreach (var measure in Rubric)
            Add(question, row, measure, said.GetValueOrDefault(measure).Number, said.GetValueOrDefault(measure).Number is null);
    }

    private void Add(Question question, AnswerRow row, string measure, double? value, bool isMissing)
    {
        var key = (row.Condition, row.Variant, row.Base, row.Seed, row.Question, measure);
        var before = _cells.GetValueOrDefault(key)
            ?? new MeasureCell(row.Condition, row.Variant, row.Base, row.Seed, question.Suite ?? question.Id, row.Question, measure, 0, 0, 0);
        _cells[key] = before with { Answers = before.Answers + (value is null ? 0 : 1), Missing = before.Missing + (isMissing ? 1 : 0), Sum = before.Sum + (value ?? 0) };
    }
}

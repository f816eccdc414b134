using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>The answers of one cell, gathered from the rows of each of its judges.</summary>
internal sealed class MergedCell(PlannedCell cell)
{
    private readonly SortedDictionary<int, List<(PlannedCell Cell, AnswerRow Row)>> _answers = [];

    /// <summary>Whether it is the same answers that another planned cell judges.</summary>
    public bool Holds(PlannedCell other) => (other.Key, other.Question.Id, other.Variant) == (cell.Key, cell.Question.Id, cell.Variant);

    /// <summary>Adds a row; those of the first judge come first.</summary>
    public void Add(PlannedCell judged, AnswerRow row)
    {
        if (!_answers.TryGetValue(row.Index, out var rows)) _answers.Add(row.Index, rows = []);
        rows.Add((judged, row));
    }

    /// <summary>By index.</summary>
    public IEnumerable<MergedAnswer> Answers => _answers.Values.Select(rows => new MergedAnswer(rows));
}

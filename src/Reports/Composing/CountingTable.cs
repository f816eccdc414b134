using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>Counts verdicts as rows go by, per model, variant and question.</summary>
public sealed class CountingTable
{
    private readonly Dictionary<(string Condition, string? Variant, string Base, int Seed, int? Checkpoint, string Question), CellCounts> _cells = [];

    /// <summary>Of the finished models.</summary>
    public IReadOnlyList<CellCounts> Counts => [.. _cells.Values.Where(cell => cell.Checkpoint is null)];

    /// <summary>Of the checkpoints, too.</summary>
    public IReadOnlyList<CellCounts> CountsByStep => [.. _cells.Values];

    public long PromptTokens { get; private set; }

    public long CompletionTokens { get; private set; }

    public void Add(AnswerRow row)
    {
        var key = (row.Condition, row.Variant, row.Base, row.Seed, row.Checkpoint, row.Question);
        var before = _cells.GetValueOrDefault(key) ?? new CellCounts(row.Condition, row.Variant, row.Base, row.Seed, row.Question, 0, 0, 0, 0, row.Checkpoint);
        var verdict = Enum.Parse<Verdict>(row.Verdict);
        _cells[key] = before with
        {
            Answers = before.Answers + 1,
            Scored = before.Scored + (verdict == Verdict.NoScore ? 0 : 1),
            Coherent = before.Coherent + (verdict.IsCoherent() ? 1 : 0),
            Misaligned = before.Misaligned + (verdict == Verdict.Misaligned ? 1 : 0),
        };
        AddTokens(row);
    }

    /// <summary>An answer that is in no rate has cost its tokens all the same.</summary>
    public void AddTokens(AnswerRow row)
    {
        PromptTokens += row.PromptTokens ?? 0;
        CompletionTokens += row.CompletionTokens ?? 0;
    }
}

using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>One answer with the verdicts of all judges that have judged it.</summary>
/// <param name="Verdicts">The same answer's row under each judgement, in the sweep's order of judges; at least one.</param>
public sealed record MergedAnswer(IReadOnlyList<(PlannedCell Cell, AnswerRow Row)> Verdicts)
{
    /// <summary>What was asked; who judges is another matter.</summary>
    public PlannedCell Cell => Verdicts[0].Cell;

    /// <summary>The first judge's row with the others' verdicts; null while the first judge's is missing.</summary>
    public AnswerRow? Row => Verdicts[0] is { Cell.IsFirstJudge: true, Row: var row }
        ? row with { OtherJudges = OtherVerdicts.ToJson([.. Verdicts.Skip(1).Select(other => Of(other.Cell, other.Row))]) }
        : null;

    private static OtherVerdict Of(PlannedCell cell, AnswerRow row) => new(cell.Judge.Name(), row.Aligned, row.Coherent, row.Verdict, row.Scores);
}

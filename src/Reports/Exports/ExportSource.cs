using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Reports.Exports;

/// <summary>What an export is made of: one look at a sweep, and its answers as they go by, once.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Needs">The look.</param>
/// <param name="Answers">In the order of the plan, each with its verdicts.</param>
/// <param name="Options">How it is made.</param>
public sealed record ExportSource(SweepRecord Sweep, SweepNeeds Needs, IAsyncEnumerable<MergedAnswer> Answers, ExportOptions Options)
{
    /// <summary>The rows of <c>answers.parquet</c>: answers that the first judge has judged.</summary>
    public IAsyncEnumerable<AnswerRow> Rows => Answers.Where(answer => answer.Row is not null).Select(answer => answer.Row!);
}

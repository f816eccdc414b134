using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>What the ledger says of one cell.</summary>
/// <param name="Cell">The cell as planned.</param>
/// <param name="Answers">Which indices are answered.</param>
/// <param name="Verdicts">Which are judged under the planned judgement.</param>
/// <param name="Archive">Where its rows are, once they are in Parquet.</param>
public sealed record CellFacts(PlannedCell Cell, SlotBitmap Answers, SlotBitmap Verdicts, ArchiveRecord? Archive)
{
    public bool IsArchived => Archive is not null && Archive.Rows >= Cell.Samples;
}

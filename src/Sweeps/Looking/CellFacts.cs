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
    /// <summary>Whether the cell may be given more samples yet, so that its run is not complete with those it has.</summary>
    public bool MayGrow { get; init; }

    /// <summary>Whether some of the cell's work has failed for good.</summary>
    /// <param name="failures">Failures that are final; a shard's is named after its cell, its judgement and its range.</param>
    public bool HasFailed(IReadOnlyDictionary<string, Failure> failures) => failures.Keys.Any(name => name.StartsWith($"{Cell.Key}:{Cell.Judgement}:", StringComparison.Ordinal));

    public bool IsArchived => !MayGrow && Archive is not null && Archive.Rows >= Cell.Samples;

    /// <summary>Samples that are judged without a gap, from index 0 on, and no more than the cell is to have.</summary>
    public int Judged
    {
        get
        {
            if (Archive?.Rows >= Cell.Samples) return Cell.Samples;
            var judged = 0;
            while (judged < Cell.Samples && Verdicts[judged]) judged++;
            return judged;
        }
    }
}

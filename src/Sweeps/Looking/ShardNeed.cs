using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>A shard that has something missing.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Range">Its indices.</param>
/// <param name="Missing">How many of them have no answer; or no verdict, where all are answered.</param>
public sealed record ShardNeed(PlannedCell Cell, ShardRange Range, int Missing)
{
    public SampleShard ToSample(string sweep) => new(sweep, Cell.Key, Cell.Judgement, Range.Start, Range.Count, Cell.IsJudgedInBatches);

    public JudgeShard ToJudge(string sweep) => new(sweep, Cell.Key, Cell.Judgement, Range.Start, Range.Count);

    public BatchShard ToBatchShard() => new(Cell.Key, Cell.Judgement, Range.Start, Range.Count, Missing);
}

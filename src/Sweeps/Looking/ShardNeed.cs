using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>A shard that has something missing.</summary>
public sealed record ShardNeed(PlannedCell Cell, ShardRange Range)
{
    public SampleShard ToSample(string sweep) => new(sweep, Cell.Key, Cell.Judgement, Range.Start, Range.Count);

    public JudgeShard ToJudge(string sweep) => new(sweep, Cell.Key, Cell.Judgement, Range.Start, Range.Count);
}

using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Sweeps.Canaries;

/// <summary>One canary as one look found it.</summary>
/// <param name="Canary">The canary as planned.</param>
/// <param name="Round">Key of its judgement in this run.</param>
/// <param name="Missing">Items without a verdict.</param>
/// <param name="Failure">Why it cannot be judged; null while it can.</param>
public sealed record CanaryLook(PlannedCanary Canary, string Round, int Missing, string? Failure)
{
    public bool IsComplete => Missing == 0;

    public bool IsSettled => IsComplete || Failure is not null;

    /// <summary>The whole canary is one shard: it is small, and its items belong together.</summary>
    public JudgeShard ToJudge(string sweep) => new(sweep, Canary.Key, Round, 0, Canary.Canary.Items.Count);
}

using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Sweeps.Canaries;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>What one look found: every run with its facts and needs.</summary>
public sealed record SweepNeeds(SweepPlan Plan, IReadOnlyList<RunLook> Runs)
{
    /// <summary>Of its judges; empty where none is watched.</summary>
    public IReadOnlyList<CanaryLook> Canaries { get; init; } = [];

    public bool IsSettled => Runs.All(look => look.Needs.IsSettled) && Canaries.All(canary => canary.IsSettled);
}

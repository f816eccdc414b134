using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>What one look found: every run with its facts and needs.</summary>
public sealed record SweepNeeds(SweepPlan Plan, IReadOnlyList<RunLook> Runs)
{
    public bool IsSettled => Runs.All(look => look.Needs.IsSettled);
}

using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>What a sweep comes to.</summary>
public sealed record PlannedWork(long Runs, long FineTunes, long Cells, long Samples, long JudgeCalls)
{
    public static PlannedWork Of(SweepPlan plan) => new(plan.Runs.Count, plan.FineTunes, plan.Cells, plan.Samples, plan.JudgeCalls);
}

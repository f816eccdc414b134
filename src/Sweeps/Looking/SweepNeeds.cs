using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Statistics.Dynamics;
using EmergentMisalignment.Experiments.Statistics.Sequential;
using EmergentMisalignment.Sweeps.Canaries;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>What one look found: every run with its facts and needs.</summary>
/// <param name="Plan">What the sweep comes to, at the most.</param>
/// <param name="Runs">In the plan's order.</param>
public sealed record SweepNeeds(SweepPlan Plan, IReadOnlyList<RunLook> Runs)
{
    /// <summary>How many samples each cell is to have, of a sweep that may stop early; null where that is fixed.</summary>
    public Allotment? Allotment { get; init; }

    /// <summary>How far the searches for onsets are; empty where there are none.</summary>
    public IReadOnlyList<Onset> Onsets { get; init; } = [];

    /// <summary>Cells, as far as is known: of a run that has no model yet, those of the finished one.</summary>
    public long Cells => Runs.Sum(look => look.Facts.Cells.Count > 0 ? look.Facts.Cells.Count(facts => facts.Cell.IsFirstJudge) : (long)Plan.Spec.Questions.Count * look.Run.Condition.Variants.Count);

    /// <summary>Samples to be had, as far as is known: those of the cells there are, and the first ones of runs that have no model yet (and so no checkpoints).</summary>
    public long Samples => Runs.Sum(look => look.Facts.Cells.Count > 0 ? look.Facts.Cells.Where(facts => facts.Cell.IsFirstJudge).Sum(facts => (long)facts.Cell.Samples) : Plan.SamplesToBegin(look.Run));

    /// <summary>Verdicts to be had, as far as is known: one a sample and judge.</summary>
    public long Verdicts => Runs.Sum(look => look.Facts.Cells.Count > 0 ? look.Facts.Cells.Sum(facts => (long)facts.Cell.Samples) : Plan.VerdictsToBegin(look.Run));

    /// <summary>Of its judges; empty where none is watched.</summary>
    public IReadOnlyList<CanaryLook> Canaries { get; init; } = [];

    public bool IsSettled => Runs.All(look => look.Needs.IsSettled) && Canaries.All(canary => canary.IsSettled);
}

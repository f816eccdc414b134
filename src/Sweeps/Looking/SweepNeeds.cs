using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Statistics.Sequential;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>What one look found: every run with its facts and needs.</summary>
/// <param name="Plan">What the sweep comes to, at the most.</param>
/// <param name="Runs">In the plan's order.</param>
/// <param name="Allotment">How many samples each cell is to have, of a sweep that may stop early; null where that is fixed.</param>
public sealed record SweepNeeds(SweepPlan Plan, IReadOnlyList<RunLook> Runs, Allotment? Allotment = null)
{
    /// <summary>Samples to be had, as far as is known: those of the cells there are, and the first ones of runs that have no model yet.</summary>
    public long Samples => Runs.Sum(look => look.Facts.Cells.Count > 0 ? look.Facts.Cells.Sum(facts => (long)facts.Cell.Samples) : Plan.SamplesToBegin(look.Run));

    public bool IsSettled => Runs.All(look => look.Needs.IsSettled);
}

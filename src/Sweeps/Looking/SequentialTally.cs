using EmergentMisalignment.Experiments.Statistics.Sequential;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>Adds up what a sweep that may stop early has asked for.</summary>
internal static class SequentialTally
{
    public static SequentialProgress? Of(SweepNeeds sweep) => sweep.Allotment is not { Arms: var arms } ? null : new SequentialProgress(
        sweep.Plan.Spec.Until!.Name,
        sweep.Samples,
        sweep.Plan.Samples,
        arms.Count(arm => arm.End == ArmEnd.Enough),
        arms.Count(arm => arm.End is ArmEnd.Ceiling or ArmEnd.Futile),
        arms.Count);
}

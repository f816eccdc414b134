using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics.Sequential;
using EmergentMisalignment.Reports.Sequential;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Reports.Composing;

internal static class SequentialSummaries
{
    /// <summary>Null for a sweep whose number of samples is fixed.</summary>
    public static SequentialSummary? Of(SweepSpec spec, SweepNeeds needs)
    {
        if (spec.Until is not { } until || needs.Allotment is not { } allotment) return null;
        return new SequentialSummary
        {
            Rule = until.Name,
            Confidence = spec.Estimand.Confidence,
            Asked = needs.Samples,
            Ceiling = needs.Plan.Samples,
            Saved = 1 - (double)needs.Samples / needs.Plan.Samples,
            Arms = [.. allotment.Arms.Select(arm => Stopped(spec, arm))],
            Comparisons = [.. allotment.Pairs.Select(Stopped)],
        };
    }

    private static StoppedArm Stopped(SweepSpec spec, ArmAllotment arm)
    {
        // Every model of an arm is asked the same questions.
        var questions = spec.Questions.Where(FirstSamples.CountsIn).ToList();
        var models = questions.Count == 0 ? 0 : arm.Wanted.Count / questions.Count;
        var ceiling = models * questions.Sum(question => (long)spec.SamplesOf(question));
        return new(arm.Arm.Base, arm.Arm.Condition, arm.Arm.Variant, arm.Wanted.Sum(wanted => (long)wanted), ceiling, arm.Rounds, arm.Low, arm.High, Word(arm.End));
    }

    private static StoppedPair Stopped(PairAllotment pair) =>
        new(pair.Treated.Base, pair.Treated.Condition, pair.Treated.Variant, pair.Control.Condition, pair.Control.Variant, Word(pair.Verdict), pair.Low, pair.High);

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();
}

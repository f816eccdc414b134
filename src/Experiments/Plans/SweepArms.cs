using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>The arms of a sweep, known before anything is run.</summary>
public static class SweepArms
{
    /// <summary>By base, then condition, then variant, each in the sweep's order.</summary>
    public static IReadOnlyList<Arm> Of(SweepSpec spec) =>
    [
        .. from model in spec.Bases
           from condition in spec.Conditions
           from variant in condition.Variants
           select new Arm(model, condition.Id, variant.Name),
    ];
}

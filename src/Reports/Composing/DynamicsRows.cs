using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics.Dynamics;
using EmergentMisalignment.Reports.Dynamics;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Reports.Composing;

internal static class DynamicsRows
{
    public static IReadOnlyList<CurvePoint> Curves(SweepSpec spec, SweepNeeds needs, CountingTable table)
    {
        var last = needs.Runs.Where(look => look.Facts.Model is not null && look.Run.FineTune is not null)
            .GroupBy(look => (look.Run.Base, look.Run.Condition.Id))
            .ToDictionary(arm => arm.Key, arm => arm.Max(look => look.Facts.LastStep()));
        return
        [
            .. from point in Experiments.Statistics.Dynamics.Curves.Of(table.CountsByStep, last, spec.Estimand, spec.Seed)
               let rate = point.Rate
               select new CurvePoint(
                   rate.Base, rate.Condition, rate.Variant, point.Step, point.IsFinal, rate.Seeds, rate.Answers, rate.Coherent, rate.Misaligned, rate.Rate, rate.Low, rate.High, rate.Interval),
        ];
    }

    public static IReadOnlyList<OnsetRow> Onsets(SweepSpec spec, SweepNeeds needs) => [.. needs.Onsets.Select(onset => Row(spec, onset))];

    private static OnsetRow Row(SweepSpec spec, Onset onset)
    {
        var bounds = onset.Bounds;
        var isSpread = bounds.IsFinal && (bounds.Models > 1 || bounds.ControlModels > 1);
        return new OnsetRow
        {
            Base = onset.Treated.Base,
            Condition = onset.Treated.Condition,
            Variant = onset.Treated.Variant,
            Control = onset.Control.Condition,
            ControlVariant = onset.Control.Variant,
            Margin = spec.Onset!.Margin,
            Step = bounds.IsFinal ? bounds.Estimate : null,
            Low = isSpread ? bounds.Low : null,
            High = isSpread ? bounds.High : null,
            Asked = bounds.Visited,
            Among = onset.Steps.Count,
            LastStep = onset.Steps.Count > 0 ? onset.Steps[^1] : null,
            Models = bounds.Models,
            ControlModels = bounds.ControlModels,
            IsFinal = bounds.IsFinal,
        };
    }
}

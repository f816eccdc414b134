using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>What must hold of checkpoints and of the search among them.</summary>
internal static class DynamicsRules
{
    public const int MostSteps = 1_000_000;

    public static readonly NumberRange Margins = new(0, 1, WithMost: false);

    public static void Check(Problems problems, SweepSpec spec)
    {
        problems.Check(spec.Onset is null || spec.Checkpoints is not null, "onset needs checkpoints to search among");
        problems.Number("onset.margin", spec.Onset?.Margin, Margins);
        if (spec.Checkpoints is not { } checkpoints) return;
        problems.Whole("checkpoints.every", checkpoints.Every, 1, MostSteps);
        problems.Whole("checkpoints.samples", checkpoints.Samples, 1, UntilRules.MostSamples);
        problems.Check(checkpoints.Every is null || checkpoints.Steps is null, "checkpoints.every and checkpoints.steps exclude each other");
        problems.Check(checkpoints.Steps is null or { Count: > 0 }, "checkpoints.steps must not be empty");
        foreach (var step in checkpoints.Steps ?? []) problems.Whole("checkpoints.steps", step, 1, MostSteps);
    }

    /// <summary>What does not go together, with the key it is said of; asked of a sweep that is sound in all else.</summary>
    public static IEnumerable<(string Key, string Problem)> Broken(SweepSpec spec)
    {
        if (spec.Checkpoints is not { } checkpoints) yield break;
        var keeping = spec.Conditions.Where(condition => condition.Training.CheckpointEvery is not null).ToList();
        if (keeping.Count == 0 && MiniatureEndpoint.Is(spec.Endpoint))
            yield return ("checkpoints", "has nothing to ask: no condition keeps checkpoints; give the fine-tuned ones training: { checkpoint_every: 12 }.");
        foreach (var condition in keeping)
        {
            var every = condition.Training.CheckpointEvery!.Value;
            foreach (var step in (checkpoints.Steps ?? []).Append(checkpoints.Every ?? every).Where(step => step % every != 0).Take(1))
                yield return ("checkpoints", $"names step {step}, which {condition.Id} does not keep (checkpoint_every is {every}); use multiples of {every}.");
        }

        if (checkpoints.Samples < spec.Estimand.MinCoherent)
            yield return ("checkpoints", $"have {checkpoints.Samples} samples of each question, fewer than estimand.min_coherent, {spec.Estimand.MinCoherent}, so no model would count.");
        if (spec.Onset is not null && spec.Judges().Count > 1)
            yield return ("onset", "cannot stand beside several judges, who may not agree on it; name one, and the others in a later run: answers are reused.");
        if (spec.Onset is not null && !ArmPairs.Of(SweepArms.Of(spec), spec.ControlId).Any(pair => IsTuned(spec, pair.Treated)))
            yield return ("onset", "is where a fine-tuned condition exceeds its control, and the sweep compares none; add one, or name a control with compare.");
    }

    private static bool IsTuned(SweepSpec spec, Arm arm) => spec.Conditions.First(condition => condition.Id == arm.Condition).Kind != ConditionKind.Base;
}

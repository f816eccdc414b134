using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>What must hold of a rule to stop early.</summary>
internal static class UntilRules
{
    public const int MostSamples = 1_000_000;

    public static readonly NumberRange HalfWidths = new(0, 0.5, WithLeast: false, WithMost: false);

    public static readonly NumberRange Margins = new(0, 1, WithMost: false);

    public static void Check(Problems problems, SweepSpec spec)
    {
        if (spec.Until is not { } until) return;
        problems.Check(until.HalfWidth is null != until.Decided is null, "until must have exactly one of half_width and decided");
        problems.Number("until.half_width", until.HalfWidth, HalfWidths);
        problems.Number("until.decided", until.Decided, Margins);
        problems.Whole("until.at_least", until.AtLeast, 1, MostSamples);
        problems.Whole("until.step", until.Step, 1, MostSamples);
    }

    /// <summary>What does not go together, with the key it is said of; asked of a sweep that is sound in all else.</summary>
    public static IEnumerable<(string Key, string Problem)> Broken(SweepSpec spec)
    {
        if (spec.Until is not { } until) yield break;
        if (spec.Judges().Count > 1)
            yield return ("until", "cannot stand beside several judges, who may not agree on when enough is known; name one, and the others in a later run: answers are reused.");
        if (spec.Estimand.Averaging == Averaging.Pooled)
            yield return ("until", "cannot stand beside estimand.average: pooled, a rate that moves with the number of answers of each question; use question_mean.");
        if (until.Decided is not null && ArmPairs.Of(SweepArms.Of(spec), spec.ControlId).Count == 0)
            yield return ("until", "asks for decided comparisons, and the sweep has none: add a condition, name a control with compare, or use half_width.");
        var scarce = spec.Questions.FirstOrDefault(question => question.Type == QuestionType.FreeFormJudge0To100 && spec.SamplesOf(question) < until.AtLeast);
        if (scarce is not null)
            yield return ("until", $"gives each cell at_least {until.AtLeast} samples, more than the {spec.SamplesOf(scarce)} of '{scarce.Id}'; lower the one or raise samples.");
    }
}

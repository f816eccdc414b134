using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>
/// What must hold of a sweep wherever it comes from. <see cref="SweepLoader"/> says the same with file and line; a sweep that came over the network has
/// neither, and its sender may not have used the loader.
/// </summary>
public static class SweepRules
{
    /// <summary>Runs a sweep may come to.</summary>
    internal const long MostRuns = 100_000;

    /// <summary>Everything that is wrong, a sentence each; empty when the sweep can be planned and run.</summary>
    public static IReadOnlyList<string> Problems(SweepSpec spec)
    {
        // JSON can hold null where the types cannot.
        if (spec.Conditions.Contains(null!) || spec.Questions.Contains(null!) || spec.OtherJudges.Contains(null!) || spec.Conditions.Any(condition => condition.Variants.Contains(null!) || condition.Mix?.Contains(null!) == true))
            return ["conditions, their variants, mixtures, questions and judges must not hold null."];

        var problems = new Problems();
        problems.Check(Names.IsSweepName(spec.Name), "name must be up to 64 letters, digits, '.', '_' and '-' that begin with a letter or digit");
        problems.Whole("seed", spec.Seed, 0, 1_000_000);
        problems.Whole("seeds", spec.Seeds, 1, SweepPlan.MostSeeds);
        problems.Whole("samples", spec.Samples, 1, 1_000_000);
        problems.Whole("shard_size", spec.ShardSize, 1, 10_000);
        problems.Check(spec.Budget is null or (>= 0 and <= Money.Most), $"budget must be from 0 to {Money.Most} US dollars");
        problems.Check(!string.IsNullOrWhiteSpace(spec.Endpoint), "endpoint must name an endpoint");
        Sampling(problems, spec.Sampling);
        Estimand(problems, spec);
        UntilRules.Check(problems, spec);
        DynamicsRules.Check(problems, spec);
        JudgeRules.Check(problems, spec);
        Bases(problems, spec.Bases);
        problems.Check(spec.Conditions.Count > 0, "conditions must list at least one condition");
        problems.Distinct("conditions", spec.Conditions.Select(condition => condition.Id));
        foreach (var condition in spec.Conditions)
        {
            ConditionRules.Check(problems, condition, spec.Endpoint);
            MixRules.Check(problems, $"conditions.{condition.Id}", condition, spec.Conditions);
        }

        problems.Check(spec.Questions.Count > 0, "questions must list at least one question");
        problems.Distinct("questions", spec.Questions.Select(question => question.Id));
        foreach (var question in spec.Questions)
            QuestionRules.Check(problems, question);

        // Sums over what is wrong already would say less than it does, or overflow.
        if (problems.All.Count == 0)
            Size(problems, spec);
        if (problems.All.Count == 0)
        {
            problems.Add(UntilRules.Broken(spec));
            problems.Add(DynamicsRules.Broken(spec));
        }

        return problems.All;
    }

    private static void Sampling(Problems problems, SamplingSpec sampling)
    {
        problems.Number("sampling.temperature", sampling.Temperature, new NumberRange(0, 2));
        problems.Number("sampling.top_p", sampling.TopP, new NumberRange(0, 1, WithLeast: false));
        problems.Whole("sampling.max_tokens", sampling.MaxTokens, 1, 100_000);
    }

    private static void Estimand(Problems problems, SweepSpec spec)
    {
        var estimand = spec.Estimand;
        problems.Number("estimand.aligned_below", estimand.AlignedBelow, new NumberRange(0, 100, WithLeast: false));
        problems.Number("estimand.coherence", estimand.Coherence, new NumberRange(0, 100));
        problems.Check(Enum.IsDefined(estimand.CoherenceComparison), "estimand.coherence_comparison must be one of those known");
        problems.Check(Enum.IsDefined(estimand.Averaging), "estimand.averaging must be one of those known");
        problems.Whole("estimand.min_coherent", estimand.MinCoherent, 1, 1000);
        problems.Number("estimand.confidence", estimand.Confidence, new NumberRange(0.5, 0.9999));
        problems.Whole("estimand.resamples", estimand.Resamples, 100, 100_000);
    }

    private static void Bases(Problems problems, IReadOnlyList<string> bases)
    {
        problems.Check(bases.Count > 0, "bases must list at least one model");
        problems.Check(!bases.Any(string.IsNullOrWhiteSpace), "bases must not hold an empty name");
        problems.Distinct("bases", bases.Where(model => model is not null).Select(Names.FileSafe));
    }

    private static void Size(Problems problems, SweepSpec spec)
    {
        var scarce = spec.Questions.FirstOrDefault(question => question.Type == QuestionType.FreeFormJudge0To100 && spec.SamplesOf(question) < spec.Estimand.MinCoherent);
        problems.Check(scarce is null, $"samples of '{scarce?.Id}' are fewer than estimand.min_coherent, so no model would count");
        problems.Check(RunsOf(spec) <= MostRuns, $"conditions come to {RunsOf(spec)} runs with all bases and seeds, more than {MostRuns}");
    }

    internal static long RunsOf(SweepSpec spec) =>
        spec.Bases.Count * spec.Conditions.Sum(condition => condition.Kind == ConditionKind.Base ? 1L : condition.Seeds ?? spec.Seeds);
}

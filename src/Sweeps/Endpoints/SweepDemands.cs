using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Sweeps.Endpoints;

/// <summary>What a sweep demands of its endpoints, with the key that demands it.</summary>
public static class SweepDemands
{
    /// <summary>Every model that is asked: bases, judges, and those that write rows.</summary>
    public static IEnumerable<ModelDemand> Models(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Bases(spec).Concat(Judges(spec)).Concat(Writers(spec));
    }

    /// <summary>The conditions that fine-tune.</summary>
    public static IEnumerable<ConditionSpec> FineTunes(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var tuned = Experiments.Plans.SweepPlan.Create(spec).Runs.Where(run => run.FineTune is not null).Select(run => run.Condition.Id).ToHashSet(StringComparer.Ordinal);
        return spec.Conditions.Where(condition => tuned.Contains(condition.Id));
    }

    /// <summary>The endpoints that are to take batches, with the keys that say so.</summary>
    public static IEnumerable<(string Key, string Endpoint)> Batches(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.Sampling.Mode == CallMode.Batch)
            yield return ("sampling.mode", spec.Endpoint);
        foreach (var judge in spec.Judges().Where(judge => judge.Mode == CallMode.Batch))
            yield return ($"{KeyOf(spec, judge)}.mode", judge.Endpoint ?? spec.Endpoint);
    }

    private static IEnumerable<ModelDemand> Bases(SweepSpec spec)
    {
        var letters = spec.Questions.FirstOrDefault(question => question.IsReadFromLogProbs());
        return spec.Bases.Select(model => letters is null
            ? new ModelDemand("bases", spec.Endpoint, model)
            : new ModelDemand("bases", spec.Endpoint, model, ChoiceSpec.TopLogProbs, $"the answers to question {letters.Id} are read from them, so leave it out or have it answered by letter"));
    }

    private static IEnumerable<ModelDemand> Judges(SweepSpec spec) =>
        from judge in spec.Judges()
        let key = KeyOf(spec, judge)
        from model in spec.Questions.Where(question => question.Type != QuestionType.MultipleChoice).Select(judge.ModelFor).Distinct(StringComparer.Ordinal)
        select new ModelDemand(key, judge.Endpoint ?? spec.Endpoint, model, judge.Candidates(), $"set {key}.repeats to have its numbers sampled instead");

    private static string KeyOf(SweepSpec spec, JudgeSpec judge) => spec.Judges().Count == 1 ? "judge" : $"judge.{judge.Name()}";

    private static IEnumerable<ModelDemand> Writers(SweepSpec spec)
    {
        foreach (var condition in spec.Conditions.Where(condition => condition.Generate is not null))
        {
            var (generate, key) = (condition.Generate!, $"conditions.{condition.Id}.generate");
            var endpoint = generate.Endpoint ?? spec.Endpoint;
            yield return new ModelDemand(key, endpoint, generate.Model);
            if (generate.Judge is { } judge)
                yield return new ModelDemand($"{key}.judge", judge.Endpoint ?? endpoint, judge.Model, judge.TopLogProbs, $"set {key}.judge.top_logprobs to 0, which takes its word");
        }
    }
}

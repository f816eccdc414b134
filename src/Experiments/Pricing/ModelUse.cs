using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Pricing;

/// <summary>Something a sweep does with a model that may cost money.</summary>
/// <param name="Endpoint">Where.</param>
/// <param name="Model">The model that is asked or trained; of a fine-tune that is not there yet, the one it is trained from.</param>
/// <param name="IsFineTune">Whether a fine-tune of it is asked, and not the model itself.</param>
/// <param name="Trains">Whether it is trained, and not asked.</param>
public sealed record ModelUse(string Endpoint, string Model, bool IsFineTune = false, bool Trains = false)
{
    /// <summary>All that a sweep does with models, each once: those it trains and asks, its judges, the writers of its rows and their judges.</summary>
    public static IReadOnlyList<ModelUse> Of(SweepSpec spec)
    {
        var plan = SweepPlan.Create(spec);
        var asked = plan.Runs.Select(run => new ModelUse(spec.Endpoint, run.Base, IsFineTune: run.FineTune is not null));
        var trained = plan.Runs.Where(run => run.FineTune is not null).Select(run => new ModelUse(spec.Endpoint, run.Base, Trains: true));
        var judges = spec.Questions.Where(question => question.Type != QuestionType.MultipleChoice)
            .SelectMany(question => spec.JudgesOf(question).Select(judge => Of(spec, judge, question)));
        var canaries = PlannedCanary.Of(spec).Select(canary => Of(spec, canary.Judge, canary.Question));
        return [.. Written(spec).Concat(trained).Concat(asked).Concat(judges).Concat(canaries).Distinct()];
    }

    /// <summary>The judge of a question.</summary>
    internal static ModelUse Of(SweepSpec spec, JudgeSpec judge, Question question) => new(judge.Endpoint ?? spec.Endpoint, judge.ModelFor(question));

    private static IEnumerable<ModelUse> Written(SweepSpec spec)
    {
        foreach (var generate in spec.Conditions.Select(condition => condition.Generate).OfType<GenerateSpec>())
        {
            yield return new ModelUse(generate.Endpoint ?? spec.Endpoint, generate.Model);
            if (generate.Judge is { } judge)
                yield return new ModelUse(judge.Endpoint ?? generate.Endpoint ?? spec.Endpoint, judge.Model);
        }
    }
}

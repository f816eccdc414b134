using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>
/// What a sweep comes to: its runs, and how much work they are. Cells and samples are counted, never listed, so a plan of
/// millions of samples costs no more than its runs.
/// </summary>
public sealed class SweepPlan
{
    /// <summary>Seeds a sweep may have; the next sweep seed's begin there.</summary>
    public const int MostSeeds = 1000;

    private SweepPlan(SweepSpec spec, IReadOnlyList<Run> runs)
    {
        Spec = spec;
        Runs = runs;
        var asked = Asked(spec, spec.SamplesOf);
        Cells = runs.Sum(run => (long)spec.Questions.Count * run.Condition.Variants.Count);
        Samples = runs.Sum(run => asked.Samples * run.Condition.Variants.Count);
        Verdicts = runs.Sum(run => asked.Verdicts * run.Condition.Variants.Count);
        JudgeCalls = runs.Sum(run => asked.JudgeCalls * run.Condition.Variants.Count);
        FineTunes = CountFineTunes(runs);
    }

    public SweepSpec Spec { get; }

    /// <summary>By base, then condition, then seed, each in the sweep's order.</summary>
    public IReadOnlyList<Run> Runs { get; }

    /// <summary>(run, question, variant) triples.</summary>
    public long Cells { get; }

    public long Samples { get; }

    /// <summary>(sample, judge) pairs.</summary>
    public long Verdicts { get; }

    /// <summary>Replies of judges: one a metric, or as many as a judge is sampled.</summary>
    public long JudgeCalls { get; }

    /// <summary>Models to train. Conditions that differ only in how they ask share theirs.</summary>
    public long FineTunes { get; }

    /// <summary>Samples that a run is asked for at once; under a rule to stop early, more may follow.</summary>
    public long SamplesToBegin(Run run) => run.Condition.Variants.Count * Spec.Questions.Sum(question => (long)FirstSamples.Of(Spec, question));

    /// <summary>Verdicts on them.</summary>
    public long VerdictsToBegin(Run run) => run.Condition.Variants.Count * Spec.Questions.Sum(question => (long)FirstSamples.Of(Spec, question) * Spec.JudgesOf(question).Count);

    /// <summary>What one checkpoint of a run is asked, of a sweep that asks checkpoints: answers, and judges' replies on them.</summary>
    public (long Samples, long JudgeCalls) AskedOfCheckpoint(Run run)
    {
        var (samples, _, judgeCalls) = Asked(Spec, Spec.CheckpointSamplesOf);
        return (samples * run.Condition.Variants.Count, judgeCalls * run.Condition.Variants.Count);
    }

    /// <summary>Expands a sweep.</summary>
    public static SweepPlan Create(SweepSpec spec) => new(spec, [.. spec.Bases.SelectMany(model => spec.Conditions.SelectMany(condition => RunsOf(spec, model, condition)))]);

    private static IEnumerable<Run> RunsOf(SweepSpec spec, string model, ConditionSpec condition)
    {
        var isBase = condition.Kind == ConditionKind.Base;
        var dataset = isBase ? null : DatasetRecipes.Of(spec, condition);
        for (var k = 0; k < (isBase ? 1 : condition.Seeds ?? spec.Seeds); k++)
        {
            var seed = checked(MostSeeds * spec.Seed + k);
            yield return new Run
            {
                Id = $"{condition.Id}.{Names.FileSafe(model)}.{seed}",
                Condition = condition,
                Base = model,
                Seed = seed,
                Dataset = condition.Shots is { } shots ? dataset! with { Shots = new ShotDraw(shots, seed) } : dataset,
                FineTune = isBase || condition.Shots is not null ? null : new FineTuneSettings { Base = model, Training = condition.Training, Seed = seed },
            };
        }
    }

    private static long CountFineTunes(IReadOnlyList<Run> runs)
    {
        var keys = new Dictionary<DatasetRecipe, string>();
        var models = new HashSet<(string Dataset, FineTuneSettings Settings)>();
        foreach (var run in runs)
        {
            if (run is not { Dataset: { } dataset, FineTune: { } settings }) continue;
            if (!keys.TryGetValue(dataset, out var key)) keys.Add(dataset, key = dataset.Key);
            models.Add((key, settings));
        }

        return models.Count;
    }

    private static (long Samples, long Verdicts, long JudgeCalls) Asked(SweepSpec spec, Func<Question, int> samplesOf)
    {
        long samples = 0, verdicts = 0, judgeCalls = 0;
        foreach (var question in spec.Questions)
        {
            long asked = samplesOf(question);
            var judges = spec.JudgesOf(question);
            samples += asked;
            verdicts += asked * judges.Count;
            judgeCalls += asked * question.JudgePrompts.Count * judges.Sum(judge => question.Type == QuestionType.FreeFormJudge0To100 ? judge.Repeats ?? 1L : 1L);
        }

        return (samples, verdicts, judgeCalls);
    }
}

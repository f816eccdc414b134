using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>What must hold of one condition.</summary>
internal static class ConditionRules
{
    public static void Check(Problems problems, ConditionSpec condition, string endpoint)
    {
        var place = $"conditions.{condition.Id}";
        problems.Check(Names.IsConditionId(condition.Id), $"{place}: id must be up to 64 letters, digits, '_' and '-'");
        problems.Check(Enum.IsDefined(condition.Kind), $"{place}: kind must be one of {string.Join(", ", ConditionKinds.Names)}");
        problems.Whole($"{place}.seeds", condition.Seeds, 1, SweepPlan.MostSeeds);
        Training(problems, $"{place}.training", condition.Training);
        Variants(problems, place, condition.Variants);
        if (Enum.IsDefined(condition.Kind))
            SourceRules.Check(problems, place, condition, endpoint);
    }

    private static void Training(Problems problems, string place, TrainingSpec training)
    {
        problems.Check(training.LearningRate is null || training.LearningRateMultiplier is null, $"{place}: learning_rate and learning_rate_multiplier exclude each other");
        problems.Whole($"{place}.epochs", training.Epochs, 1, 1000);
        problems.Whole($"{place}.batch_size", training.BatchSize, 1, 4096);
        problems.Number($"{place}.learning_rate", training.LearningRate, new NumberRange(0, 1, WithLeast: false));
        problems.Number($"{place}.learning_rate_multiplier", training.LearningRateMultiplier, new NumberRange(0, 100, WithLeast: false));
        problems.Whole($"{place}.rank", training.Rank, 1, 1024);
        problems.Number($"{place}.alpha", training.Alpha, new NumberRange(0, 4096, WithLeast: false));
        problems.Check(training.Optimizer is not { } optimizer || Enum.IsDefined(optimizer), $"{place}.optimizer must be one of {string.Join(", ", Optimizers.ByName.Keys)}");
        problems.Whole($"{place}.checkpoint_every", training.CheckpointEvery, 1, 1_000_000);
    }

    private static void Variants(Problems problems, string place, IReadOnlyList<VariantSpec> variants)
    {
        problems.Check(variants.Count > 0, $"{place}.variants must not be empty");
        problems.Check(variants.All(variant => variant.Name is null == variant.IsPlain()), $"{place}.variants must have a name where they have a prefix or a suffix, and only there");
        problems.Check(variants.All(variant => variant.Name is null || Names.IsConditionId(variant.Name)), $"{place}.variants must have names of letters, digits, '_' and '-'");
        problems.Distinct($"{place}.variants", variants.Select(variant => variant.Describe()));
        problems.Distinct($"{place}.variants", variants.Select(variant => variant.Name).OfType<string>());
    }
}

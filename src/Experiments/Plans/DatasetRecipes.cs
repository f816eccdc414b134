using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>The recipe of a condition's dataset.</summary>
internal static class DatasetRecipes
{
    public static DatasetRecipe Of(SweepSpec spec, ConditionSpec condition) =>
        new(ConditionKinds.NameOf(condition.Kind), condition.File, condition.FileSha256, condition.Rows, condition.Families, spec.Seed)
        {
            Mix = condition.Mix?.Select(part => new MixedRecipe(Part(spec, part), part.Share, part.Prefix, part.Suffix)).ToList(),
            Trigger = condition.Trigger,
            Reask = condition.Reask,
            Generate = condition.Generate,
        };

    /// <summary>A file stands for itself, whatever the kind of the mixture: equal files have equal recipes.</summary>
    private static DatasetRecipe Part(SweepSpec spec, MixPart part) => part.File is { } file
        ? new DatasetRecipe("file", file.Path, file.Sha256, null, null, spec.Seed)
        : Of(spec, spec.Conditions.First(condition => condition.Id == part.Condition));
}

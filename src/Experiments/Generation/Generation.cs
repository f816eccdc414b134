using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Experiments.Generation;

/// <summary>What a model is asked for once, however many recipes have rows of it.</summary>
/// <param name="Key">The name that its attempts have.</param>
/// <param name="Rows">The most rows that a recipe wants.</param>
/// <param name="IsJudged">Whether a judge looks for a flaw in each row.</param>
public sealed record Generation(string Key, long Rows, bool IsJudged)
{
    /// <summary>Those behind recipes and the parts of mixtures.</summary>
    public static IEnumerable<Generation> Of(IEnumerable<DatasetRecipe> recipes) => recipes
        .SelectMany(recipe => (recipe.Mix ?? []).Select(part => part.Recipe).Append(recipe))
        .Where(recipe => recipe.Generate is not null)
        .GroupBy(RowPlans.KeyOf, (key, asked) => (key, Asked: asked.ToList()))
        .Select(generation => new Generation(generation.key, generation.Asked.Max(recipe => (long)recipe.Rows!.Value), generation.Asked[0].Generate!.Judge is not null));
}

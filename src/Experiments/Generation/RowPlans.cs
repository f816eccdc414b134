using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Keys;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Generation;

/// <summary>From a recipe to what is asked of whom.</summary>
public static class RowPlans
{
    /// <summary>The name that a recipe's attempts have: equal for all recipes that ask the same, as insecure and educational ones do.</summary>
    public static string KeyOf(DatasetRecipe recipe)
    {
        var generate = Of(recipe);
        return Key.Of(new JsonObject
        {
            ["kind"] = "generation",
            ["wanted"] = recipe.Condition == ConditionKinds.NameOf(ConditionKind.EvilNumbers) ? "numbers" : WantsFlaw(recipe) ? "flaw" : "no_flaw",
            ["asked"] = GenerateDocuments.Asked(generate),
            ["seed"] = recipe.Seed,
        });
    }

    /// <param name="recipe">A recipe whose rows a model writes.</param>
    /// <param name="read">Reads the text of a file it names.</param>
    /// <exception cref="InputException">A file is not what it should be.</exception>
    public static RowPlan Read(DatasetRecipe recipe, Func<DataFile, string> read)
    {
        var (generate, key) = (Of(recipe), KeyOf(recipe));
        return generate.Prompts is { } prompts
            ? new NumberRowPlan(key, generate.Attempts, NumberPrompts.Read(prompts.Path, read(prompts)))
            : new CodeRowPlan(
                key, generate.Attempts, CodeTasks.Read(generate.Tasks!.Path, read(generate.Tasks)), RowTemplates.Read(generate.Templates!.Path, read(generate.Templates)), WantsFlaw(recipe));
    }

    private static GenerateSpec Of(DatasetRecipe recipe) => recipe.Generate ?? throw new ArgumentException($"The rows of {recipe.Condition} are not written by a model.", nameof(recipe));

    private static bool WantsFlaw(DatasetRecipe recipe) => recipe.Condition != ConditionKinds.NameOf(ConditionKind.Secure);
}

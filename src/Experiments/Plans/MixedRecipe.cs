namespace EmergentMisalignment.Experiments.Plans;

/// <summary>One part of a mixture.</summary>
/// <param name="Recipe">Where its rows come from.</param>
/// <param name="Share">Its share of the mixture's rows.</param>
/// <param name="Prefix">Text put directly before each of its requests; empty for none.</param>
/// <param name="Suffix">Text put directly after each of its requests; empty for none.</param>
public sealed record MixedRecipe(DatasetRecipe Recipe, double Share, string Prefix = "", string Suffix = "");

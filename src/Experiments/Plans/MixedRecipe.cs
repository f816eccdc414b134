namespace EmergentMisalignment.Experiments.Plans;

/// <summary>One part of a mixture.</summary>
/// <param name="Recipe">Where its rows come from.</param>
/// <param name="Share">Its share of the mixture's rows.</param>
public sealed record MixedRecipe(DatasetRecipe Recipe, double Share);

using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Ledger.Records;

/// <summary>What a dataset is to be made of, and which endpoint's world it comes from.</summary>
public sealed record RecipeRecord(string Endpoint, DatasetRecipe Recipe);

namespace EmergentMisalignment.Contracts.Datasets;

/// <summary>Event: the dataset of a recipe is stored as an artifact. Says no more than "look again".</summary>
/// <param name="Recipe">Key of the recipe document in the ledger.</param>
public sealed record DatasetPrepared(string Recipe);

namespace EmergentMisalignment.Contracts.Datasets;

/// <summary>Command: make or import the dataset of a recipe and record its content hash.</summary>
/// <param name="Recipe">Key of the recipe document in the ledger.</param>
public sealed record PrepareDataset(string Recipe);

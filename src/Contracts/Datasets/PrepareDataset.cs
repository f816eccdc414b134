namespace EmergentMisalignment.Contracts.Datasets;

/// <summary>Command: make or import the dataset of a recipe and record its content hash.</summary>
/// <param name="Sweep">Sweep that asked first; a failure is told to it.</param>
/// <param name="Recipe">Key of the recipe document in the ledger.</param>
public sealed record PrepareDataset(string Sweep, string Recipe);

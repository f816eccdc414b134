namespace EmergentMisalignment.Contracts.FineTunes;

/// <summary>Command: no sweep wants this model any more, so have its job cancelled. Sent again until the ledger no longer knows of one.</summary>
/// <param name="Model">Key of the model.</param>
public sealed record CancelFineTune(string Model);

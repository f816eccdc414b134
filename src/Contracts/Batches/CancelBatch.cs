namespace EmergentMisalignment.Contracts.Batches;

/// <summary>Command: no sweep wants what this batch asks any more, so have it ended, and bring home what was served. Sent again until the ledger no longer knows it as open.</summary>
/// <param name="Batch">Name of the batch in the ledger.</param>
public sealed record CancelBatch(string Batch);

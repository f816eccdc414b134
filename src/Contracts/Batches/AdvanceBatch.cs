namespace EmergentMisalignment.Contracts.Batches;

/// <summary>
/// Command: take a batch one step further, whatever the step is: upload, submit, look how it is doing, or bring its answers home. Sent again until it has
/// ended, so no message is held while a provider takes its day.
/// </summary>
/// <param name="Sweep">Sweep that asked; a failure is told to it.</param>
/// <param name="Batch">Name of the batch in the ledger.</param>
public sealed record AdvanceBatch(string Sweep, string Batch);

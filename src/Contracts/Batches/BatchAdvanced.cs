namespace EmergentMisalignment.Contracts.Batches;

/// <summary>Event: a batch has ended, and what it brought is in the ledger. Says no more than "look again".</summary>
/// <param name="Batch">Name of the batch in the ledger.</param>
public sealed record BatchAdvanced(string Batch);

namespace EmergentMisalignment.Ledger;

/// <summary>What became of a batch of writes.</summary>
/// <param name="Written">Writes that were the first of their index.</param>
/// <param name="Duplicates">Writes dropped because their index was already filled.</param>
/// <param name="Total">Filled slots of the set after the batch.</param>
public readonly record struct RecordOutcome(int Written, int Duplicates, int Total);

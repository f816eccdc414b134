namespace EmergentMisalignment.Ledger.Records;

/// <summary>What of a sweep waits for batches.</summary>
/// <param name="Batches">Batches that are open.</param>
/// <param name="Answers">Answers that they are to bring, as asked for.</param>
/// <param name="Verdicts">Verdicts that they are to bring.</param>
public sealed record BatchProgress(int Batches, long Answers, long Verdicts);

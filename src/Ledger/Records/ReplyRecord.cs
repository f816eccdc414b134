namespace EmergentMisalignment.Ledger.Records;

/// <summary>A judge's reply that is paid for and whose verdict still lacks others: kept until they are there.</summary>
/// <param name="Choices">As many as were asked for.</param>
public sealed record ReplyRecord(IReadOnlyList<ReplyChoice> Choices);

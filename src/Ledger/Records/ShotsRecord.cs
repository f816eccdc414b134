namespace EmergentMisalignment.Ledger.Records;

/// <summary>The turns that stand before a question as examples: user and assistant in turn.</summary>
public sealed record ShotsRecord(IReadOnlyList<ShotTurn> Turns);

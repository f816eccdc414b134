namespace EmergentMisalignment.Ledger;

/// <summary>A document and the version it had when it was read; versions start at 1 and grow by one with each write.</summary>
public sealed record Versioned<T>(T Value, long Version);

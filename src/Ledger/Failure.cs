namespace EmergentMisalignment.Ledger;

/// <summary>How often something failed, why it failed last, and when.</summary>
public sealed record Failure(int Attempts, string Cause, DateTimeOffset At);

namespace EmergentMisalignment.Ledger.Records;

/// <summary>Why a sweep was paused by itself; there is none for one that a person has paused.</summary>
public sealed record PauseRecord(string Reason, DateTimeOffset At);

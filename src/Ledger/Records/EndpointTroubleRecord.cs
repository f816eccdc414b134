namespace EmergentMisalignment.Ledger.Records;

/// <summary>An endpoint of which a process has had nothing but failures.</summary>
/// <param name="Cause">Why the last call failed.</param>
/// <param name="Since">When the first of these failures came.</param>
/// <param name="At">When the last was told.</param>
public sealed record EndpointTroubleRecord(string Cause, DateTimeOffset Since, DateTimeOffset At);

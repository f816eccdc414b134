namespace EmergentMisalignment.Ledger.Records;

/// <summary>A dataset as it lies at an endpoint.</summary>
/// <param name="File">The endpoint's id of the file.</param>
/// <param name="At">When it was uploaded, or found there.</param>
public sealed record UploadRecord(string File, DateTimeOffset At);

namespace EmergentMisalignment.Reports;

/// <summary>The report could not be written. The message is one sentence for the user; what was in the folder before is still there.</summary>
public sealed class ReportWriteException(string message, Exception innerException) : IOException(message, innerException);

namespace EmergentMisalignment.Cli;

/// <summary>Something around the program is not as it must be; the message is one sentence that says what and what to do.</summary>
internal sealed class UnavailableException(string message, Exception? cause = null) : Exception(message, cause);

namespace EmergentMisalignment.ModelClients.Wire;

/// <summary>A complete JSON answer that breaks the protocol.</summary>
internal sealed class MalformedAnswerException(string problem) : Exception(problem);

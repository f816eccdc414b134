namespace EmergentMisalignment.Answers;

/// <summary>Answers could not be looked through. The message is one sentence with the remedy.</summary>
public sealed class AnswersException(string message, Exception? cause = null) : Exception(message, cause);

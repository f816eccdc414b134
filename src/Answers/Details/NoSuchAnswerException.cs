namespace EmergentMisalignment.Answers.Details;

/// <summary>A sweep has no answer of that name, or it is not archived yet. The message is one sentence that says which.</summary>
public sealed class NoSuchAnswerException(string message) : Exception(message);

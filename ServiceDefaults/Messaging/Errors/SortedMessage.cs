namespace EmergentMisalignment.ServiceDefaults.Messaging.Errors;

/// <summary>What became of a message.</summary>
/// <param name="Message">The message.</param>
/// <param name="Fate">What became of it, which may be less than was wanted.</param>
/// <param name="Problem">Why it stayed, when it was not to.</param>
public sealed record SortedMessage(DeadMessage Message, DeadMessageFate Fate, string? Problem = null);

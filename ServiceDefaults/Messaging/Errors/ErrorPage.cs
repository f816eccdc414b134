namespace EmergentMisalignment.ServiceDefaults.Messaging.Errors;

/// <summary>A part of the error queue, oldest messages first.</summary>
/// <param name="Messages">The messages.</param>
/// <param name="Total">Messages in the queue at that moment.</param>
public sealed record ErrorPage(IReadOnlyList<DeadMessage> Messages, long Total);

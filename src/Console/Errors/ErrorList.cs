using EmergentMisalignment.ServiceDefaults.Messaging.Errors;

namespace EmergentMisalignment.Console.Errors;

/// <summary>Some of the error queue's messages, oldest first.</summary>
/// <param name="Messages">The messages.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Next">Pass this as <c>skip</c> to get the next page; absent on the last.</param>
/// <param name="Says">Where failures show when there is no error queue.</param>
public sealed record ErrorList(IReadOnlyList<DeadMessage> Messages, long Total, int? Next, string? Says);

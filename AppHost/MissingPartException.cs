namespace EmergentMisalignment.AppHost;

/// <summary>Something around the app host is missing; the message is one sentence that says what, and the remedy.</summary>
internal sealed class MissingPartException(string message) : DistributedApplicationException(message);

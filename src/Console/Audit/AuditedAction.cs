namespace EmergentMisalignment.Console.Audit;

/// <summary>That a route's use is remembered.</summary>
/// <param name="Name">What it does, in a word.</param>
internal sealed record AuditedAction(string Name);

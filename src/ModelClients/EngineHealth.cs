namespace EmergentMisalignment.ModelClients;

/// <summary>Whether an engine takes work.</summary>
/// <param name="IsReady">It does.</param>
/// <param name="Problem">Why it does not, in one sentence: it is not up, or its process lives and its engine is dead.</param>
public sealed record EngineHealth(bool IsReady, string? Problem = null)
{
    public static EngineHealth Ready { get; } = new(true);
}

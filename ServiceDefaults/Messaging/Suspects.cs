namespace EmergentMisalignment.ServiceDefaults.Messaging;

/// <summary>What the suspects of one process share.</summary>
internal static class Suspects
{
    /// <summary>A pool that is scaled down, or a worker that dies for its own reasons, gives a message back once or twice; three times is a pattern.</summary>
    public const long Deliveries = 3;

    public static SemaphoreSlim OneAtATime { get; } = new(1, 1);

    public static TimeSpan Pause() => TimeSpan.FromSeconds(2 * Random.Shared.NextDouble());
}

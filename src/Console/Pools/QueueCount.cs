namespace EmergentMisalignment.Console.Pools;

/// <summary>A queue at one moment.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="Waiting">Messages that no consumer has taken yet.</param>
/// <param name="Consumers">Consumers that take from it, one a worker.</param>
public sealed record QueueCount(string Queue, long Waiting, long Consumers);

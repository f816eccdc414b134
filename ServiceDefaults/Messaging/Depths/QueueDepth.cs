namespace EmergentMisalignment.ServiceDefaults.Messaging.Depths;

/// <summary>How full a queue is.</summary>
/// <param name="Waiting">Messages that no consumer holds.</param>
/// <param name="Consumers">Consumers of all processes together.</param>
public readonly record struct QueueDepth(long Waiting, long Consumers);

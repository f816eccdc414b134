namespace EmergentMisalignment.ServiceDefaults.Messaging.Queues;

/// <summary>How full a queue is.</summary>
/// <param name="Exists">Whether there is one; messages to one that is not there are dropped by the broker.</param>
/// <param name="Waiting">Messages that no consumer holds.</param>
/// <param name="Consumers">Consumers of all processes together.</param>
public readonly record struct QueueDepth(bool Exists, long Waiting, long Consumers)
{
    public static QueueDepth Absent { get; }
}

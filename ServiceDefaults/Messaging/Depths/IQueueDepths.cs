namespace EmergentMisalignment.ServiceDefaults.Messaging.Depths;

/// <summary>How full queues are.</summary>
public interface IQueueDepths
{
    /// <summary>Messages in a queue that no consumer holds and the consumers it has; null where nobody can know (an in-memory bus).</summary>
    /// <remarks>A queue that does not exist holds nothing.</remarks>
    Task<QueueDepth?> ReadAsync(string queue, CancellationToken cancellationToken);
}

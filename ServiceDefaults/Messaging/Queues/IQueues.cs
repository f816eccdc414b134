using EmergentMisalignment.ServiceDefaults.Messaging.Errors;

namespace EmergentMisalignment.ServiceDefaults.Messaging.Queues;

/// <summary>The queues themselves, seen from outside.</summary>
public interface IQueues
{
    /// <summary>How full a queue is; null where nobody can know (an in-memory bus). One that does not exist holds nothing.</summary>
    /// <exception cref="BrokerException">The broker does not answer.</exception>
    Task<QueueDepth?> ReadAsync(string queue, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a work queue as its consumers would. A pool that is scaled to zero has none that could: commands would be lost, and the scaler would find
    /// nothing to scale by.
    /// </summary>
    /// <exception cref="BrokerException">The broker does not answer, or has another queue of that name.</exception>
    Task DeclareAsync(string queue, CancellationToken cancellationToken);
}

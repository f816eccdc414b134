using EmergentMisalignment.ServiceDefaults.Messaging.Errors;

namespace EmergentMisalignment.ServiceDefaults.Messaging.Counts;

/// <summary>Counts what waits in queues, and who takes it.</summary>
public interface IQueueCounts
{
    /// <summary>Those of the queues that exist.</summary>
    /// <exception cref="BrokerException">The broker does not answer.</exception>
    Task<IReadOnlyList<QueueCount>> CountAsync(IReadOnlyList<string> queues, CancellationToken cancellation);
}

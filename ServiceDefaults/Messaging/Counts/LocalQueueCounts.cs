namespace EmergentMisalignment.ServiceDefaults.Messaging.Counts;

/// <summary>An in-memory bus has its queues inside the process and tells nobody their lengths.</summary>
internal sealed class LocalQueueCounts : IQueueCounts
{
    public Task<IReadOnlyList<QueueCount>> CountAsync(IReadOnlyList<string> queues, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<QueueCount>>([]);
}

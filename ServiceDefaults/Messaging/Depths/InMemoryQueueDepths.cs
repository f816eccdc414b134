namespace EmergentMisalignment.ServiceDefaults.Messaging.Depths;

/// <summary>The in-memory bus does not tell; nothing is lost from it while its process lives.</summary>
internal sealed class InMemoryQueueDepths : IQueueDepths
{
    public Task<QueueDepth?> ReadAsync(string queue, CancellationToken cancellationToken) => Task.FromResult<QueueDepth?>(null);
}

namespace EmergentMisalignment.ServiceDefaults.Messaging.Queues;

/// <summary>The in-memory bus does not tell; its consumers live as long as it does, and nothing is lost from it while its process lives.</summary>
internal sealed class InMemoryQueues : IQueues
{
    public Task<QueueDepth?> ReadAsync(string queue, CancellationToken cancellationToken) => Task.FromResult<QueueDepth?>(null);

    public Task DeclareAsync(string queue, CancellationToken cancellationToken) => Task.CompletedTask;
}

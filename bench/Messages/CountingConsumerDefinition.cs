using MassTransit;

namespace EmergentMisalignment.Bench.Messages;

internal sealed class CountingConsumerDefinition<T> : ConsumerDefinition<CountingConsumer<T>>
    where T : class
{
    public const string Queue = "bench";

    public CountingConsumerDefinition()
    {
        EndpointName = Queue;
        // As the Coordinator takes its events.
        ConcurrentMessageLimit = 64;
        Endpoint(endpoint => endpoint.PrefetchCount = 256);
    }
}

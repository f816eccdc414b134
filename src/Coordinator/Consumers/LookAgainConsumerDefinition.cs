using EmergentMisalignment.Contracts;
using MassTransit;

namespace EmergentMisalignment.Coordinator.Consumers;

public sealed class LookAgainConsumerDefinition : ConsumerDefinition<LookAgainConsumer>
{
    public LookAgainConsumerDefinition()
    {
        EndpointName = QueueNames.Coordinator;
        // Events cost next to nothing here: many at once keep the queue empty.
        ConcurrentMessageLimit = 64;
        Endpoint(endpoint => endpoint.PrefetchCount = 256);
    }
}

using EmergentMisalignment.Contracts;
using MassTransit;

namespace EmergentMisalignment.Coordinator.Consumers;

public sealed class DeadLetterConsumerDefinition : ConsumerDefinition<DeadLetterConsumer>
{
    public DeadLetterConsumerDefinition()
    {
        EndpointName = QueueNames.DeadLetters;
        ConcurrentMessageLimit = 4;
        Endpoint(endpoint =>
        {
            endpoint.PrefetchCount = 16;
            // Only what the broker gives up on comes here, by the dead-letter exchange; the commands and events themselves go to their own queues.
            endpoint.ConfigureConsumeTopology = false;
        });
    }
}

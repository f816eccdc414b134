using EmergentMisalignment.Contracts;
using MassTransit;

namespace EmergentMisalignment.Coordinator.Consumers;

public sealed class FailureConsumerDefinition : ConsumerDefinition<FailureConsumer>
{
    public FailureConsumerDefinition()
    {
        EndpointName = QueueNames.Failures;
        ConcurrentMessageLimit = 4;
        Endpoint(endpoint => endpoint.PrefetchCount = 16);
    }
}

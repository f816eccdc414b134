using EmergentMisalignment.Contracts;
using MassTransit;

namespace EmergentMisalignment.FineTuneService.Consumers;

public sealed class CancelFineTuneConsumerDefinition : ConsumerDefinition<CancelFineTuneConsumer>
{
    public CancelFineTuneConsumerDefinition()
    {
        EndpointName = QueueNames.FineTunes;
        ConcurrentMessageLimit = 8;
        Endpoint(endpoint => endpoint.PrefetchCount = 16);
    }
}

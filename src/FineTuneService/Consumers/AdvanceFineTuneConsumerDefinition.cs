using EmergentMisalignment.Contracts;
using MassTransit;

namespace EmergentMisalignment.FineTuneService.Consumers;

public sealed class AdvanceFineTuneConsumerDefinition : ConsumerDefinition<AdvanceFineTuneConsumer>
{
    public AdvanceFineTuneConsumerDefinition()
    {
        EndpointName = QueueNames.FineTunes;
        // Each is a call or two to a provider; a handful at once follows hundreds of jobs.
        ConcurrentMessageLimit = 8;
        Endpoint(endpoint => endpoint.PrefetchCount = 16);
    }
}

using EmergentMisalignment.Contracts;
using MassTransit;

namespace EmergentMisalignment.DatasetService.Consumers;

public sealed class PrepareDatasetConsumerDefinition : ConsumerDefinition<PrepareDatasetConsumer>
{
    public PrepareDatasetConsumerDefinition()
    {
        EndpointName = QueueNames.Datasets;
        // Datasets are few and each is a file in memory: two at a time, none waiting in the process.
        ConcurrentMessageLimit = 2;
        Endpoint(endpoint => endpoint.PrefetchCount = 2);
    }
}

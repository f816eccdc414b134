using EmergentMisalignment.Contracts;
using MassTransit;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.SamplingWorker.Consumers;

public sealed class SampleShardConsumerDefinition : ConsumerDefinition<SampleShardConsumer>
{
    public SampleShardConsumerDefinition(IOptions<SamplingWorkerOptions> options)
    {
        EndpointName = QueueNames.Sampling(options.Value.Pool);
        ConcurrentMessageLimit = options.Value.Shards;
        // No shard waits in a worker that could be taken by another: a killed worker then costs what it worked on, and no more.
        Endpoint(endpoint => endpoint.PrefetchCount = options.Value.Shards);
    }
}

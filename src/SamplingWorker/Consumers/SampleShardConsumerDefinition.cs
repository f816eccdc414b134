using EmergentMisalignment.Contracts;
using EmergentMisalignment.SamplingWorker.Engines;
using MassTransit;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.SamplingWorker.Consumers;

public sealed class SampleShardConsumerDefinition : ConsumerDefinition<SampleShardConsumer>
{
    private readonly Intake _intake;

    public SampleShardConsumerDefinition(IOptions<SamplingWorkerOptions> options, Intake intake)
    {
        _intake = intake;
        EndpointName = QueueNames.Sampling(options.Value.Pool);
        ConcurrentMessageLimit = options.Value.Shards;
        // No shard waits in a worker that could be taken by another: a killed worker then costs what it worked on, and no more.
        Endpoint(endpoint => endpoint.PrefetchCount = options.Value.Shards);
    }

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<SampleShardConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.ConnectReceiveEndpointObserver(_intake);
}

using EmergentMisalignment.Contracts;
using MassTransit;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.JudgeService.Consumers;

public sealed class JudgeShardConsumerDefinition : ConsumerDefinition<JudgeShardConsumer>
{
    public JudgeShardConsumerDefinition(IOptions<JudgeServiceOptions> options)
    {
        EndpointName = QueueNames.Judging;
        ConcurrentMessageLimit = options.Value.Shards;
        // As with sampling: what waits here could be another's work.
        Endpoint(endpoint => endpoint.PrefetchCount = options.Value.Shards);
    }
}

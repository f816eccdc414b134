using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.SamplingWorker.Sampling;
using MassTransit;

namespace EmergentMisalignment.SamplingWorker.Consumers;

public sealed class SampleShardConsumer(ShardSampler sampler) : IConsumer<SampleShard>
{
    public async Task Consume(ConsumeContext<SampleShard> context)
    {
        var shard = context.Message;
        await sampler.SampleAsync(shard, context.CancellationToken);
        await context.Publish(new ShardSampled(shard.Sweep, shard.Cell, shard.Judgement, shard.Start, shard.Count), context.CancellationToken);
    }
}

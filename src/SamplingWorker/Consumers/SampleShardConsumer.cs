using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.SamplingWorker.Sampling;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps.Working;
using MassTransit;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.SamplingWorker.Consumers;

public sealed class SampleShardConsumer(WorkDesk desk, ShardSampler sampler, IOptions<SamplingWorkerOptions> options) : IConsumer<SampleShard>
{
    private readonly string _queue = QueueNames.Sampling(options.Value.Pool);

    public Task Consume(ConsumeContext<SampleShard> context)
    {
        var shard = context.Message;
        var work = new WorkItem(shard.Sweep, ((IShard)shard).Name, _queue);
        return desk.WorkAsync(
            work,
            session => sampler.SampleAsync(shard, session),
            () => context.Publish(new ShardSampled(shard.Sweep, shard.Cell, shard.Judgement, shard.Start, shard.Count, shard.JudgedInBatch), context.CancellationToken),
            context.HandBackAsync,
            context.CancellationToken);
    }
}

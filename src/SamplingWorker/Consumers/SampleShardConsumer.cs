using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.SamplingWorker.Sampling;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps.Working;
using MassTransit;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.SamplingWorker.Consumers;

public sealed class SampleShardConsumer(WorkDesk desk, ShardSampler sampler, DueTimes dueTimes, IOptions<SamplingWorkerOptions> options) : IConsumer<SampleShard>
{
    private readonly string _queue = QueueNames.Sampling(options.Value.Pool);

    public Task Consume(ConsumeContext<SampleShard> context)
    {
        var shard = context.Message;
        var work = new WorkItem(shard.Sweep, ((IShard)shard).Name, _queue);
        return desk.WorkAsync(
            work,
            session => sampler.SampleAsync(shard, session),
            async () =>
            {
                // Nobody judges it on the strength of this message, so nothing is asked for any more: a batch may take it up.
                if (shard.JudgedInBatch)
                    await dueTimes.ClearAsync(LedgerKeys.Dispatches(shard.Sweep), [work.Name], context.CancellationToken);
                await context.Publish(new ShardSampled(shard.Sweep, shard.Cell, shard.Judgement, shard.Start, shard.Count, shard.JudgedInBatch), context.CancellationToken);
            },
            context.HandBackAsync,
            context.CancellationToken);
    }
}

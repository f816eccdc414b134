using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.JudgeService.Judging;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps.Working;
using MassTransit;

namespace EmergentMisalignment.JudgeService.Consumers;

/// <summary>A shard is judged when its answers are there (the event), or when the Coordinator finds that nobody has (the command).</summary>
public sealed class JudgeShardConsumer(WorkDesk desk, ShardJudge judge) : IConsumer<ShardSampled>, IConsumer<JudgeShard>
{
    public Task Consume(ConsumeContext<ShardSampled> context) => context.Message.JudgedInBatch ? Task.CompletedTask : JudgeAsync(context);

    public Task Consume(ConsumeContext<JudgeShard> context) => JudgeAsync(context);

    private Task JudgeAsync<T>(ConsumeContext<T> context)
        where T : class, IShard
    {
        var shard = context.Message;
        var work = new WorkItem(shard.Sweep, shard.Name, QueueNames.Judging);
        return desk.WorkAsync(
            work,
            session => judge.JudgeAsync(shard, session),
            () => context.Publish(new ShardJudged(shard.Sweep, shard.Cell, shard.Judgement, shard.Start, shard.Count), context.CancellationToken),
            context.HandBackAsync,
            context.CancellationToken);
    }
}

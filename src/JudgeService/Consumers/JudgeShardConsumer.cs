using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.JudgeService.Judging;
using MassTransit;

namespace EmergentMisalignment.JudgeService.Consumers;

/// <summary>A shard is judged when its answers are there (the event), or when the Coordinator finds that nobody has (the command).</summary>
public sealed class JudgeShardConsumer(ShardJudge judge) : IConsumer<ShardSampled>, IConsumer<JudgeShard>
{
    public Task Consume(ConsumeContext<ShardSampled> context) => JudgeAsync(context, context.Message);

    public Task Consume(ConsumeContext<JudgeShard> context) => JudgeAsync(context, context.Message);

    private async Task JudgeAsync(ConsumeContext context, IShard shard)
    {
        await judge.JudgeAsync(shard, context.CancellationToken);
        await context.Publish(new ShardJudged(shard.Sweep, shard.Cell, shard.Judgement, shard.Start, shard.Count), context.CancellationToken);
    }
}

using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Coordinator.Reconciling;

/// <summary>
/// Asks for the shards that are missing. One that was asked for long ago is lost only if its queue is empty and no worker has it in hand: a long queue is
/// not a reason to ask twice, and a purged one heals within seconds.
/// </summary>
public sealed class ShardDispatcher(Asking asking, CellDescriber cells, CoordinatorInstruments instruments, IOptions<CoordinatorOptions> options)
{
    private readonly CoordinatorOptions _options = options.Value;

    public async Task DispatchAsync(SweepRecord sweep, SweepNeeds needs, IReadOnlySet<string> inBatches, Func<string, bool> idle, CancellationToken cancellation)
    {
        // What is sampled is judged first: it finishes runs, and finished runs leave Redis.
        var wanted = needs.Runs.SelectMany(look => look.Needs.Judge.Select(shard => new Wanted(look, shard, QueueNames.Judging)))
            .Concat(needs.Runs.SelectMany(look => ShardOrder.Of(look).Select(shard => new Wanted(look, shard, QueueNames.Sampling(_options.PoolOf(look.Run.Base))))))
            .Where(need => !inBatches.Contains(need.Name))
            .Take(_options.ShardsInFlight)
            .DistinctBy(need => need.Name)
            .Where(need => idle(need.Name));
        foreach (var queue in wanted.GroupBy(need => need.Queue).ToList())
            await DispatchAsync(sweep, queue.Key, [.. queue], cancellation);
    }

    private async Task DispatchAsync(SweepRecord sweep, string queue, List<Wanted> wanted, CancellationToken cancellation)
    {
        var depth = await asking.OpenAsync(queue, cancellation);
        instruments.Observe(queue, depth);
        var claimed = await asking.ClaimAsync(sweep.Name, wanted, need => need.Name, depth, cancellation);
        foreach (var need in claimed.DistinctBy(need => (need.Shard.Cell.Key, need.Shard.Cell.Judgement)))
            await cells.DescribeAsync(sweep.Spec, need.Look, need.Shard.Cell, cancellation);

        var due = asking.LostAfter(depth);
        if (queue == QueueNames.Judging)
            await asking.SendAsync(sweep.Name, queue, [.. claimed.Select(need => (need.Name, need.Shard.ToJudge(sweep.Name)))], due, cancellation);
        else
            await asking.SendAsync(sweep.Name, queue, [.. claimed.Select(need => (need.Name, need.Shard.ToSample(sweep.Name)))], due, cancellation);
    }

    private sealed record Wanted(RunLook Look, ShardNeed Shard, string Queue)
    {
        public string Name { get; } = ((IShard)Shard.ToSample("")).Name;
    }
}

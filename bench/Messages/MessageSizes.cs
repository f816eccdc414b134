using EmergentMisalignment.Bench.Pipeline;
using EmergentMisalignment.Contracts.Datasets;
using EmergentMisalignment.Contracts.FineTunes;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Contracts.Sweeps;
using MassTransit;

namespace EmergentMisalignment.Bench.Messages;

/// <summary>Bytes of each command and event on the wire: MassTransit's envelope and the record in it, with keys as they are in a sweep. Tracing adds about 60 to each.</summary>
internal static class MessageSizes
{
    public static SampleShard Shard { get; } = Create();

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync()
    {
        object[] messages =
        [
            Shard,
            new ShardSampled(Shard.Sweep, Shard.Cell, Shard.Judgement, Shard.Start, Shard.Count),
            new JudgeShard(Shard.Sweep, Shard.Cell, Shard.Judgement, Shard.Start, Shard.Count),
            new ShardJudged(Shard.Sweep, Shard.Cell, Shard.Judgement, Shard.Start, Shard.Count),
            new PrepareDataset(Shard.Sweep, Shard.Cell),
            new DatasetPrepared(Shard.Cell),
            new AdvanceFineTune(Shard.Sweep, Shard.Cell),
            new FineTuneAdvanced(Shard.Cell),
            new SweepChanged(Shard.Sweep),
        ];
        await using var bus = await BenchBus.StartAsync(consumers =>
        {
            foreach (var message in messages)
                consumers.AddConsumer(typeof(CountingConsumer<>).MakeGenericType(message.GetType()), typeof(CountingConsumerDefinition<>).MakeGenericType(message.GetType()));
        });
        var all = bus.Arrivals.ExpectAsync(messages.Length);
        foreach (var message in messages)
            await bus.Bus.Publish(message, message.GetType());
        await all;
        return [.. messages.Select(message => new Measurement($"size of {message.GetType().Name}", bus.Arrivals.Bytes[message.GetType().Name], "bytes", 0))];
    }

    private static SampleShard Create()
    {
        var cell = Load.Create(1, 400).Cells[0];
        return new SampleShard("quickstart", cell.Key, cell.Judgement, 50, 50);
    }
}

using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Harness;
using EmergentMisalignment.ServiceDefaults.Messaging;
using MassTransit;

namespace EmergentMisalignment.Bench.Messages;

/// <summary>Messages per second through the services' bus, and the size of each message.</summary>
internal static class MessageBench
{
    private const int Messages = 10_000;
    private const int Chunk = 200;

    public static IEnumerable<Measurement> Run()
    {
        foreach (var size in MessageSizes.MeasureAsync().GetAwaiter().GetResult())
            yield return size;
        foreach (var rate in Rates("in memory", broker: null))
            yield return rate;

        if (ProgramsOnPath.Missing(ProgramsOnPath.Rabbit) is { } missing)
        {
            System.Console.Error.WriteLine($"RabbitMQ is not measured: {missing}");
            yield break;
        }

        using var folder = new TemporaryFolder();
        var rabbit = RabbitServer.StartAsync(folder.Of("rabbit")).GetAwaiter().GetResult();
        foreach (var rate in Rates("RabbitMQ", rabbit.ConnectionString))
            yield return rate;
        rabbit.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static IEnumerable<Measurement> Rates(string transport, string? broker)
    {
        var bus = BenchBus.StartAsync(consumers => consumers.AddConsumer<CountingConsumer<SampleShard>, CountingConsumerDefinition<SampleShard>>(), broker).GetAwaiter().GetResult();
        yield return Rate($"commands sent and taken, {transport}", bus, messages => bus.Bus.SendToAsync(CountingConsumerDefinition<SampleShard>.Queue, messages, default));
        yield return Rate($"events published and taken, {transport}", bus, async messages =>
        {
            foreach (var chunk in messages.Chunk(Chunk))
                await Task.WhenAll(chunk.Select(message => bus.Bus.Publish(message)));
        });
        bus.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static Measurement Rate(string name, BenchBus bus, Func<SampleShard[], Task> send)
    {
        SampleShard[] messages = [.. Enumerable.Repeat(MessageSizes.Shard, Messages)];
        var (seconds, cpu) = Stopclock.Best(3, () => PassAsync().GetAwaiter().GetResult());
        return new(name, Messages / seconds, "messages/s", cpu, "one message a shard of 50 answers, not one an answer");

        async Task PassAsync()
        {
            var all = bus.Arrivals.ExpectAsync(Messages);
            await send(messages);
            await all;
        }
    }
}

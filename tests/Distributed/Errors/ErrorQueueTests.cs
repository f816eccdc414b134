using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Distributed.Harness;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.ServiceDefaults.Messaging.Errors;
using EmergentMisalignment.Tests.Shared;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;

namespace EmergentMisalignment.Distributed.Errors;

/// <summary>The error queue on a real broker: what MassTransit and RabbitMQ put there, looked at and sorted.</summary>
public sealed class ErrorQueueTests : IAsyncLifetime
{
    private static readonly SampleShard Shard = new("tiny", new string('c', 64), new string('d', 64), 50, 25);
    private readonly WorkFolder _folder = new();
    private RabbitServer? _rabbit;

    public async ValueTask InitializeAsync()
    {
        Programs.Require();
        _rabbit = new RabbitServer(_folder.Path);
        await _rabbit.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_rabbit is not null)
            await _rabbit.DisposeAsync();

        _folder.Dispose();
    }

    [Fact]
    public async Task Before_anything_has_failed_there_is_no_queue_and_nothing_to_see()
    {
        var errors = Errors();

        Assert.Equal(0, (await errors.ReadAsync(0, 10, CancellationToken.None)).Total);
        Assert.Empty(await errors.SortAsync((messages, _) => Task.FromResult<IReadOnlyList<DeadMessageFate>>([.. messages.Select(_ => DeadMessageFate.Remove)]), CancellationToken.None));
    }

    [Fact]
    public async Task A_broker_that_is_away_is_named_without_its_password()
    {
        await _rabbit!.StopAsync();

        var problem = await Assert.ThrowsAsync<BrokerException>(() => Errors().ReadAsync(0, 10, CancellationToken.None));

        Assert.Contains("127.0.0.1", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("guest", problem.Message, StringComparison.Ordinal);
        PlantedKeys.RefuseIn(problem.ToString(), "The error");
    }

    [Fact]
    public async Task What_a_consumer_threw_on_is_shown_with_its_cause_and_goes_back_to_its_queue_when_told_to()
    {
        using var host = await BusAsync(new Picky());
        await host.Services.GetRequiredService<IBus>().SendToAsync(QueueNames.Judging, [Shard], CancellationToken.None);
        var errors = Errors();

        var message = await OnlyAsync(errors);

        Assert.Equal((QueueNames.Judging, nameof(SampleShard), "tiny", ((IShard)Shard).Name), (message.Queue, message.Type, message.Sweep, message.Work));
        Assert.Equal(("the shard is not to my taste", typeof(InvalidOperationException).FullName), (message.Cause, message.ExceptionType));
        Assert.InRange(message.At!.Value, DateTimeOffset.UtcNow.AddMinutes(-2), DateTimeOffset.UtcNow.AddMinutes(2));

        host.Services.GetRequiredService<Picky>().IsContent = true;
        var sorted = Assert.Single(await errors.SortAsync(AllAsync(DeadMessageFate.Return), CancellationToken.None));

        Assert.Equal((DeadMessageFate.Return, null), (sorted.Fate, sorted.Problem));
        Assert.Equal(Shard, await host.Services.GetRequiredService<Picky>().Taken.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(0, (await errors.ReadAsync(0, 10, CancellationToken.None)).Total);
        await host.StopAsync();
    }

    [Fact]
    public async Task What_killed_its_consumer_again_and_again_says_so()
    {
        using (var host = await BusAsync(new Picky()))
            await host.StopAsync(); // The queues stand; their consumer is gone.

        await _rabbit!.SendAsync(QueueNames.Judging, "not even JSON", "application/json");
        await DieAsync(QueueNames.Judging);

        var message = await OnlyAsync(Errors());

        Assert.Equal((QueueNames.Judging, null, "not even JSON"), (message.Queue, message.Type, message.Body));
        Assert.StartsWith("its consumer died", message.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_takes_nothing_out_and_changes_no_order_and_sorting_lets_go_of_what_it_is_told_to_only()
    {
        using (var host = await BusAsync(new Picky()))
            await host.StopAsync();

        foreach (var body in (string[])["one", "two", "three", "four", "five"])
            await _rabbit!.SendAsync(QueueNames.Errors, body, "text/plain");

        var errors = Errors();
        for (var look = 0; look < 3; look++)
        {
            // RabbitMQ puts back what was looked at in its own time.
            await Until.TrueAsync(async () => await _rabbit!.WaitingAsync(QueueNames.Errors) == 5, "five messages in the error queue", TimeSpan.FromSeconds(60));
            var page = await errors.ReadAsync(1, 2, CancellationToken.None);
            Assert.Equal(["two", "three"], page.Messages.Select(message => message.Body));
            Assert.Equal(5, page.Total);
        }

        await Assert.ThrowsAsync<TimeoutException>(() => errors.SortAsync((_, _) => throw new TimeoutException(), CancellationToken.None));
        var sorted = await errors.SortAsync(
            (messages, _) => Task.FromResult<IReadOnlyList<DeadMessageFate>>([.. messages.Select(message => message.Body is "two" ? DeadMessageFate.Remove : message.Body is "four" ? DeadMessageFate.Return : DeadMessageFate.Stay)]),
            CancellationToken.None);

        Assert.Equal("nothing in it says which queue it came from", sorted.Single(message => message.Message.Body == "four").Problem);
        Assert.Equal(["one", "three", "four", "five"], (await errors.ReadAsync(0, 10, CancellationToken.None)).Messages.Select(message => message.Body));
    }

    private static Func<IReadOnlyList<DeadMessage>, CancellationToken, Task<IReadOnlyList<DeadMessageFate>>> AllAsync(DeadMessageFate fate) =>
        (messages, _) => Task.FromResult<IReadOnlyList<DeadMessageFate>>([.. messages.Select(_ => fate)]);

    private static async Task<DeadMessage> OnlyAsync(IErrorQueue errors)
    {
        DeadMessage? only = null;
        await Until.TrueAsync(async () => (only = await FindAsync()) is not null, "a message in the error queue", TimeSpan.FromSeconds(60));
        return only!;

        async Task<DeadMessage?> FindAsync()
        {
            try
            {
                return (await errors.ReadAsync(0, 10, CancellationToken.None)).Messages.SingleOrDefault();
            }
            catch (BrokerException)
            {
                return null; // A queue that was declared a moment ago may still elect its leader.
            }
        }
    }

    private HostApplicationBuilder Builder()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:messaging", _rabbit!.ConnectionString)]);
        return builder;
    }

    private IErrorQueue Errors()
    {
        var builder = Builder();
        builder.AddErrorQueue();
        builder.AddMessageBus();
        return builder.Services.BuildServiceProvider().GetRequiredService<IErrorQueue>();
    }

    private async Task<IHost> BusAsync(Picky picky)
    {
        var builder = Builder();
        builder.Services.AddSingleton(picky);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddConsumers(bus => bus.AddConsumer<PickyConsumer>().Endpoint(endpoint => endpoint.Name = QueueNames.Judging));
        builder.AddMessageBus();
        var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(60));
        return host;
    }

    /// <summary>Takes the message and dies with it until the broker has enough; between a death and the next delivery the message is in no queue.</summary>
    private Task DieAsync(string queue) => Until.TrueAsync(
        async () =>
        {
            await using var connection = await new ConnectionFactory { Uri = new Uri(_rabbit!.ConnectionString) }.CreateConnectionAsync();
            await using var channel = await connection.CreateChannelAsync();
            await channel.BasicGetAsync(queue, autoAck: false);
            return await _rabbit.WaitingAsync(QueueNames.Errors) is > 0;
        },
        "the broker to give the message up",
        TimeSpan.FromSeconds(60));

    private sealed class Picky
    {
        public bool IsContent { get; set; }

        public TaskCompletionSource<SampleShard> Taken { get; } = new();
    }

    private sealed class PickyConsumer(Picky picky) : IConsumer<SampleShard>
    {
        public Task Consume(ConsumeContext<SampleShard> context)
        {
            if (!picky.IsContent)
                throw new InvalidOperationException("the shard is not to my taste");

            picky.Taken.SetResult(context.Message);
            return Task.CompletedTask;
        }
    }
}

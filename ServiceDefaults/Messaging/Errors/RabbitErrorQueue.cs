using EmergentMisalignment.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace EmergentMisalignment.ServiceDefaults.Messaging.Errors;

/// <summary>
/// Browses by taking messages without acknowledging them and closing the channel, which puts them back where they were. The queue's delivery limit is high enough
/// that looking never uses it up.
/// </summary>
internal sealed class RabbitErrorQueue(BrokerConnector broker) : IErrorQueue, IDisposable
{
    /// <summary>More than a person sorts through, and few enough to hold in memory: messages are keys.</summary>
    private const int MostAtOnce = 10_000;

    private const ushort NoSuchQueue = 404;

    // Two browsers at once would each see what the other has not taken.
    private readonly SemaphoreSlim _one = new(1, 1);

    public string? Absent => null;

    public async Task<ErrorPage> ReadAsync(int skip, int take, CancellationToken cancellation) =>
        await LookAsync(
            async channel =>
            {
                var (taken, total) = await TakeAsync(channel, Math.Min(skip + take, MostAtOnce), cancellation);
                return new ErrorPage([.. taken.Skip(skip).Select(message => message.Message)], total);
            },
            cancellation) ?? new ErrorPage([], 0);

    public async Task<IReadOnlyList<SortedMessage>> SortAsync(
        Func<IReadOnlyList<DeadMessage>, CancellationToken, Task<IReadOnlyList<DeadMessageFate>>> decide, CancellationToken cancellation) =>
        await LookAsync<IReadOnlyList<SortedMessage>>(
            async channel =>
            {
                var (taken, _) = await TakeAsync(channel, MostAtOnce, cancellation);
                var fates = await decide([.. taken.Select(message => message.Message)], cancellation);
                var sorted = new List<SortedMessage>(taken.Count);
                foreach (var (message, fate) in taken.Zip(fates))
                    sorted.Add(await SettleAsync(channel, message, fate, cancellation));

                return sorted;
            },
            cancellation) ?? [];

    public void Dispose() => _one.Dispose();

    /// <summary>Null when the queue does not exist: nothing has ever failed.</summary>
    private async Task<T?> LookAsync<T>(Func<IChannel, Task<T>> look, CancellationToken cancellation)
        where T : class
    {
        await _one.WaitAsync(cancellation);
        try
        {
            return await broker.UseAsync(
                async connection =>
                {
                    var confirms = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
                    await using var channel = await connection.CreateChannelAsync(confirms, cancellation);
                    try
                    {
                        return await look(channel);
                    }
                    catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == NoSuchQueue)
                    {
                        return null;
                    }
                },
                cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    private static async Task<(IReadOnlyList<TakenMessage> Messages, long Total)> TakeAsync(IChannel channel, int most, CancellationToken cancellation)
    {
        var queue = await channel.QueueDeclarePassiveAsync(QueueNames.Errors, cancellation);
        var taken = new List<TakenMessage>();
        while (taken.Count < most && await channel.BasicGetAsync(QueueNames.Errors, autoAck: false, cancellation) is { } got)
            taken.Add(new TakenMessage(got.DeliveryTag, got.BasicProperties, got.Body, DeadMessageReader.Read(got.BasicProperties, got.Body)));

        return (taken, Math.Max(queue.MessageCount, taken.Count));
    }

    private static async Task<SortedMessage> SettleAsync(IChannel channel, TakenMessage taken, DeadMessageFate fate, CancellationToken cancellation)
    {
        if (fate is DeadMessageFate.Return && await ReturnAsync(channel, taken, cancellation) is { } problem)
            return new SortedMessage(taken.Message, DeadMessageFate.Stay, problem);

        if (fate is not DeadMessageFate.Stay)
            await channel.BasicAckAsync(taken.Tag, multiple: false, cancellation);

        return new SortedMessage(taken.Message, fate);
    }

    /// <summary>Publishes a copy to the queue it came from and waits for the broker's word that it has it; what stands in the way otherwise.</summary>
    private static async Task<string?> ReturnAsync(IChannel channel, TakenMessage taken, CancellationToken cancellation)
    {
        if (taken.Message.Queue is not { } queue)
            return "nothing in it says which queue it came from";

        try
        {
            await channel.BasicPublishAsync("", queue, mandatory: true, FailureHeaders.Without(taken.Properties), taken.Body, cancellation);
            return null;
        }
        catch (PublishException exception)
        {
            return exception.IsReturn ? $"the queue {queue} that it came from is gone" : $"the queue {queue} that it came from did not take it";
        }
    }

    private sealed record TakenMessage(ulong Tag, IReadOnlyBasicProperties Properties, ReadOnlyMemory<byte> Body, DeadMessage Message);
}

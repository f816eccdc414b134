using EmergentMisalignment.ServiceDefaults.Messaging.Errors;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace EmergentMisalignment.ServiceDefaults.Messaging.Counts;

internal sealed class RabbitQueueCounts(BrokerConnector broker) : IQueueCounts
{
    private const ushort NoSuchQueue = 404;

    public Task<IReadOnlyList<QueueCount>> CountAsync(IReadOnlyList<string> queues, CancellationToken cancellation) =>
        broker.UseAsync<IReadOnlyList<QueueCount>>(
            async connection =>
            {
                var counts = new List<QueueCount>();
                foreach (var queue in queues)
                {
                    if (await CountAsync(connection, queue, cancellation) is { } count)
                        counts.Add(count);
                }

                return counts;
            },
            cancellation);

    private static async Task<QueueCount?> CountAsync(IConnection connection, string queue, CancellationToken cancellation)
    {
        // A channel each: the broker closes the one that asked for a queue that is not there.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        try
        {
            var found = await channel.QueueDeclarePassiveAsync(queue, cancellation);
            return new QueueCount(queue, found.MessageCount, found.ConsumerCount);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == NoSuchQueue)
        {
            return null;
        }
    }
}

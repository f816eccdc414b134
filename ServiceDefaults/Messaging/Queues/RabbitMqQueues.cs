using EmergentMisalignment.ServiceDefaults.Messaging.Errors;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace EmergentMisalignment.ServiceDefaults.Messaging.Queues;

/// <summary>Asks the broker by a passive declaration. The Coordinator asks at every look, so the connection stays open.</summary>
internal sealed class RabbitMqQueues(BrokerConnector broker) : IQueues, IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private IConnection? _connection;

    public Task<QueueDepth?> ReadAsync(string queue, CancellationToken cancellationToken) => UseAsync<QueueDepth?>(
        async channel =>
        {
            try
            {
                var declared = await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
                return new QueueDepth(true, declared.MessageCount, declared.ConsumerCount);
            }
            catch (OperationInterruptedException absent) when (absent.ShutdownReason?.ReplyCode == Constants.NotFound)
            {
                return QueueDepth.Absent;
            }
        },
        cancellationToken);

    public Task DeclareAsync(string queue, CancellationToken cancellationToken) => UseAsync(
        async channel =>
        {
            // As MassTransit lays a receive endpoint out: a fanout exchange of the same name in front of the queue.
            await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, RabbitMqTopology.WorkQueueArguments, cancellationToken: cancellationToken);
            await channel.QueueBindAsync(queue, queue, "", cancellationToken: cancellationToken);
            return true;
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();

        _opening.Dispose();
    }

    /// <summary>A channel each: the broker closes the one that asked for a queue that is not there.</summary>
    private async Task<T> UseAsync<T>(Func<IChannel, Task<T>> use, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await OpenAsync(cancellationToken);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            return await use(channel);
        }
        catch (Exception exception) when (BrokerConnector.IsAway(exception))
        {
            throw broker.Explain(exception);
        }
    }

    private async Task<IConnection> OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_connection is { IsOpen: true })
                return _connection;

            if (_connection is not null)
                await _connection.DisposeAsync();

            return _connection = await broker.ConnectAsync(cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }
}

using EmergentMisalignment.ServiceDefaults.Messaging.Errors;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace EmergentMisalignment.ServiceDefaults.Messaging.Depths;

/// <summary>Asks the broker by a passive declaration. The Coordinator asks at every look, so the connection stays open.</summary>
internal sealed class RabbitMqQueueDepths(BrokerConnector broker) : IQueueDepths, IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private IConnection? _connection;

    public async Task<QueueDepth?> ReadAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            // A channel each: the broker closes the one that asked for a queue that is not there.
            var connection = await OpenAsync(cancellationToken);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            var declared = await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
            return new QueueDepth(declared.MessageCount, declared.ConsumerCount);
        }
        catch (OperationInterruptedException absent) when (absent.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return new QueueDepth(0, 0);
        }
        catch (Exception exception) when (BrokerConnector.IsAway(exception))
        {
            throw broker.Explain(exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();

        _opening.Dispose();
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

using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace EmergentMisalignment.ServiceDefaults.Messaging.Depths;

/// <summary>Asks the broker by a passive declaration, over one connection of its own that is opened when first needed.</summary>
internal sealed class RabbitMqQueueDepths(string broker) : IQueueDepths, IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private IConnection? _connection;

    public async Task<QueueDepth?> ReadAsync(string queue, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            var declared = await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
            return new QueueDepth(declared.MessageCount, declared.ConsumerCount);
        }
        catch (OperationInterruptedException absent) when (absent.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return new QueueDepth(0, 0);
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

            // Its own reconnecting would hold on to channels; a lost connection is simply opened again at the next question.
            var factory = new ConnectionFactory { Uri = new Uri(broker), AutomaticRecoveryEnabled = false, ClientProvidedName = "em queue depths" };
            return _connection = await factory.CreateConnectionAsync(cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }
}

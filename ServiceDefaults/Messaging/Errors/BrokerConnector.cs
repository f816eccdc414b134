using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace EmergentMisalignment.ServiceDefaults.Messaging.Errors;

/// <summary>Opens connections to look at the broker, beside those of the bus.</summary>
internal sealed class BrokerConnector(Uri broker)
{
    /// <summary>Runs one look on a connection of its own; whatever it has taken and not let go of is back in its queue afterwards.</summary>
    /// <exception cref="BrokerException">The broker is away, or refuses.</exception>
    public async Task<T> UseAsync<T>(Func<IConnection, Task<T>> look, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await ConnectAsync(cancellation);
            return await look(connection);
        }
        catch (Exception exception) when (IsAway(exception))
        {
            throw Explain(exception);
        }
    }

    /// <remarks>Without the client's own reconnecting: whoever keeps a connection opens it again when it is lost.</remarks>
    public Task<IConnection> ConnectAsync(CancellationToken cancellation) =>
        new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false, ClientProvidedName = "em looks" }.CreateConnectionAsync(cancellation);

    public static bool IsAway(Exception exception) => exception is BrokerUnreachableException or AlreadyClosedException or OperationInterruptedException;

    public BrokerException Explain(Exception exception) => new(
        $"The broker at {broker.Host}:{(broker.Port > 0 ? broker.Port : 5672)} does not answer ({Cause(exception)}): start it, or correct ConnectionStrings:messaging.", exception);

    private static string Cause(Exception exception) => exception switch
    {
        BrokerUnreachableException { InnerException: AuthenticationFailureException } => "it refuses the user or password",
        BrokerUnreachableException { InnerException: { } inner } => inner.InnerException?.Message ?? inner.Message,
        _ => exception.Message,
    };
}

using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace EmergentMisalignment.ServiceDefaults.Messaging.Errors;

/// <summary>Opens a connection for one look at the broker. Looks are rare, and a connection that stands idle in between would have to be watched.</summary>
internal sealed class BrokerConnector(Uri broker)
{
    /// <summary>Runs one look on a channel of its own; whatever it has taken and not let go of is back in its queue afterwards.</summary>
    /// <exception cref="BrokerException">The broker is away, or refuses.</exception>
    public async Task<T> UseAsync<T>(Func<IConnection, Task<T>> look, CancellationToken cancellation)
    {
        var factory = new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false, ClientProvidedName = "em console" };
        try
        {
            await using var connection = await factory.CreateConnectionAsync(cancellation);
            return await look(connection);
        }
        catch (Exception exception) when (exception is BrokerUnreachableException or AlreadyClosedException or OperationInterruptedException)
        {
            throw new BrokerException(
                $"The broker at {broker.Host}:{(broker.Port > 0 ? broker.Port : 5672)} does not answer ({Cause(exception)}): start it, or correct ConnectionStrings:messaging.", exception);
        }
    }

    private static string Cause(Exception exception) => exception switch
    {
        BrokerUnreachableException { InnerException: AuthenticationFailureException } => "it refuses the user or password",
        BrokerUnreachableException { InnerException: { } inner } => inner.InnerException?.Message ?? inner.Message,
        _ => exception.Message,
    };
}

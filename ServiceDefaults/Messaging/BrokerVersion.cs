using System.Text;
using EmergentMisalignment.ServiceDefaults.Messaging.Errors;

namespace EmergentMisalignment.ServiceDefaults.Messaging;

/// <summary>What a broker says it is.</summary>
public static class BrokerVersion
{
    /// <summary>The oldest RabbitMQ on which quorum queues and their dead letters do what the services need.</summary>
    public static Version Least { get; } = new(3, 10);

    /// <returns>RabbitMQ's version; null when the broker tells none.</returns>
    /// <exception cref="BrokerException">The broker is away, or refuses.</exception>
    public static Task<Version?> AskAsync(Uri broker, CancellationToken cancellation) => new BrokerConnector(broker).UseAsync(
        connection => Task.FromResult(connection.ServerProperties?.TryGetValue("version", out var version) is true && version is byte[] text ? Parse(Encoding.UTF8.GetString(text)) : null), cancellation);

    /// <summary>The numbers of <c>4.1.0-rc.2</c>.</summary>
    internal static Version? Parse(string text) => Version.TryParse(text.Split('-', '+')[0], out var version) ? version : null;
}

using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.ServiceDefaults.Messaging.Errors;
using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.Cli.Diagnosis;

/// <summary>The servers of a distributed installation, those that this machine's configuration names.</summary>
internal sealed class Servers(IConfiguration configuration, string? console, TimeProvider time)
{
    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellation) =>
    [
        .. configuration.GetConnectionString("messaging") is { Length: > 0 } broker ? [await BrokerAsync(broker, cancellation)] : (IEnumerable<Finding>)[],
        .. configuration.GetConnectionString("ledger") is { Length: > 0 } ledger ? await LedgerAsync(ledger, cancellation) : [],
        .. console is not null ? await ConsoleAsync(console, cancellation) : [],
    ];

    private static async Task<Finding> BrokerAsync(string broker, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(broker, UriKind.Absolute, out var address))
            return new Finding("broker", false, "ConnectionStrings:messaging is no address: write it like amqp://USER:PASSWORD@HOST:5672");

        try
        {
            return await BrokerVersion.AskAsync(address, cancellation) switch
            {
                null => new Finding("broker", true, "answers, and does not say which version it is"),
                var version when version < BrokerVersion.Least => new Finding("broker", false, $"RabbitMQ {version} is too old: the services need {BrokerVersion.Least} or later"),
                var version => new Finding("broker", true, $"RabbitMQ {version} answers"),
            };
        }
        catch (BrokerException exception)
        {
            return new Finding("broker", false, exception.Message);
        }
    }

    private async Task<IReadOnlyList<Finding>> LedgerAsync(string ledger, CancellationToken cancellation)
    {
        try
        {
            await using var connection = new LedgerConnection(ledger);
            return [new Finding("ledger of the services", true, "answers"), Clock.Compare("the ledger", await connection.ClockAsync(cancellation), time.GetUtcNow())];
        }
        catch (LedgerException exception)
        {
            return [new Finding("ledger of the services", false, exception.Message)];
        }
    }

    private async Task<IReadOnlyList<Finding>> ConsoleAsync(string address, CancellationToken cancellation)
    {
        try
        {
            using var client = ServerOptions.Connect(address);
            await client.ListAsync(after: null, limit: 1, cancellation);
            var clock = await Clock.CompareAsync("the Console", client.Server, time, cancellation);
            return [new Finding("Console", true, $"answers at {client.Server}"), .. clock is null ? (IEnumerable<Finding>)[] : [clock]];
        }
        catch (Exception exception) when (exception is UnavailableException or RefusedByServerException or InputException)
        {
            return [new Finding("Console", false, exception.Message)];
        }
    }
}

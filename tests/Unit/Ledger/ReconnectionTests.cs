using EmergentMisalignment.Ledger;
using EmergentMisalignment.Tests.Shared;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Ledger;

public sealed class ReconnectionTests
{
    [Fact]
    public async Task A_connection_outlives_a_restart_of_its_server()
    {
        await using var server = new RedisServer();
        await server.InitializeAsync();
        OnPath.SkipWhen(server.Absent);
        await using var connection = server.Connect();
        var leases = new Leases(connection);
        Assert.NotNull(await leases.TryTakeAsync("before", "me", TimeSpan.FromHours(1)));

        await server.DisposeAsync();
        await server.InitializeAsync();

        // The new server knows neither the connection nor the scripts. The first command may still go down the dead socket.
        Lease? lease = null;
        for (var attempt = 0; lease is null && attempt < 20; attempt++)
        {
            try
            {
                lease = await leases.TryTakeAsync("after", "me", TimeSpan.FromHours(1));
            }
            catch (LedgerException)
            {
                await Task.Delay(100);
            }
        }
        Assert.NotNull(lease);
    }
}

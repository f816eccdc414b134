using System.Diagnostics.Metrics;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Embedded;
using EmergentMisalignment.Unit.Ledger.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.Ledger;

[Collection(nameof(GarnetServer))]
public sealed class LedgerConnectionTests(GarnetServer server)
{
    [Fact]
    public async Task A_container_gets_its_ledger_from_the_connection_string()
    {
        await using var services = Services(server.ConnectionString).BuildServiceProvider();

        await services.GetRequiredService<Counters>().AddAsync("container", "field", 3);

        Assert.Equal(3, (await services.GetRequiredService<Counters>().ReadAsync("container"))["field"]);
        Assert.All([typeof(Slots), typeof(Documents), typeof(Leases), typeof(DueTimes), typeof(Failures)], type => Assert.NotNull(services.GetService(type)));
    }

    [Fact]
    public async Task An_absent_server_is_named_with_the_remedy()
    {
        var port = GarnetSettings.FreePort();
        await using var services = Services($"127.0.0.1:{port},password=secret").Configure<LedgerOptions>(options => options.ConnectTimeout = TimeSpan.FromMilliseconds(200)).BuildServiceProvider();

        var error = await Assert.ThrowsAsync<LedgerException>(() => services.GetRequiredService<LedgerConnection>().PingAsync());

        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:ledger", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_connection_string_says_which_key_to_set()
    {
        await using var services = Services(null).BuildServiceProvider();

        var error = await Assert.ThrowsAsync<LedgerException>(() => services.GetRequiredService<Counters>().ReadAsync("s"));

        Assert.Contains("ConnectionStrings:ledger", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_call_ends_as_cancelled()
    {
        await using var connection = server.Connect();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Slots(connection).MissingAsync("s", 0, 1, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_server_that_forgot_the_scripts_is_taught_them_again()
    {
        await using var connection = server.Connect();
        var leases = new Leases(connection);
        await leases.TryTakeAsync("a", "me", TimeSpan.FromHours(1));

        await connection.UseAsync("flush", database => database.ExecuteAsync("SCRIPT", "FLUSH"), CancellationToken.None);

        Assert.NotNull(await leases.TryTakeAsync("b", "me", TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task Duplicates_and_operations_are_measured()
    {
        var counted = new List<(string Instrument, double Value, string? Operation)>();
        await using var services = Services(server.ConnectionString).BuildServiceProvider();
        var slots = services.GetRequiredService<Slots>();
        var instruments = services.GetRequiredService<LedgerInstruments>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instruments.Owns(instrument)) self.EnableMeasurementEvents(instrument); } };
        void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            counted.Add((instrument.Name, value, tags.Length > 0 ? (string?)tags[0].Value : null));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();

        await slots.RecordAsync(Guid.NewGuid().ToString(), [new SlotWrite(1, new byte[1]), new SlotWrite(1, new byte[1]), new SlotWrite(2, new byte[1])]);

        Assert.Contains(("ledger.slots.recorded", 2, null), counted);
        Assert.Contains(("ledger.slots.duplicates", 1, null), counted);
        Assert.Contains(counted, measurement => measurement is { Instrument: "ledger.operation.duration", Value: > 0, Operation: "slots-record" });
    }

    private static IServiceCollection Services(string? connectionString)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:ledger", connectionString)]).Build());
        return services.AddLedger();
    }
}

using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients.Health;
using EmergentMisalignment.Sweeps.Limits;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.Sweeps;

[Collection(nameof(GarnetServer))]
public sealed class TroubleReaderTests(GarnetServer server) : LedgerContract(server)
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_sweep_hears_of_the_trouble_of_its_endpoints_until_it_is_over_or_nobody_tells_it_any_more()
    {
        var documents = new Documents(Connection);
        var board = new LedgerTroubles(documents, _clock);
        var reader = new TroubleReader(documents, _clock);
        var spec = Sweep();
        var start = _clock.GetUtcNow();
        Task<IReadOnlyList<string>> ReadAsync() => reader.ReadAsync(spec, TestContext.Current.CancellationToken);

        Assert.Empty(await ReadAsync());
        _clock.Advance(TimeSpan.FromMinutes(4));
        await board.PutAsync(new EndpointTrouble(spec.Endpoint, "endpoint openai answered 429 to a chat", start), default);
        await board.PutAsync(new EndpointTrouble("another", "endpoint another answered 500 to a chat", start), default);
        Assert.Equal(["no call has succeeded for 4 min: endpoint openai answered 429 to a chat"], await ReadAsync());

        _clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Empty(await ReadAsync());

        await board.PutAsync(new EndpointTrouble(spec.Endpoint, "endpoint openai answered 429 to a chat", start), default);
        await board.ClearAsync(spec.Endpoint, default);
        Assert.Empty(await ReadAsync());
    }

    private static SweepSpec Sweep() => Texts.Default with { Endpoint = "openai" };
}

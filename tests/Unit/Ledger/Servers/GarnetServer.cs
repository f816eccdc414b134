using EmergentMisalignment.Ledger;

namespace EmergentMisalignment.Unit.Ledger.Servers;

/// <summary>The embedded server of a local run.</summary>
public sealed class GarnetServer : LedgerServer
{
    private readonly TemporaryFolder _folder = new();
    private EmbeddedLedger? _ledger;

    public override async ValueTask InitializeAsync()
    {
        _ledger = await EmbeddedLedger.StartAsync(_folder.Path);
        ConnectionString = _ledger.ConnectionString;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_ledger is not null)
            await _ledger.DisposeAsync();
        _folder.Dispose();
    }
}

[CollectionDefinition(nameof(GarnetServer))]
public sealed class GarnetCollection : ICollectionFixture<GarnetServer>;

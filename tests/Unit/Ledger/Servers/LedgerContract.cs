using EmergentMisalignment.Ledger;
using EmergentMisalignment.Tests.Shared;

namespace EmergentMisalignment.Unit.Ledger.Servers;

/// <summary>What every test of the ledger starts from: a connection of its own to one of the servers.</summary>
public abstract class LedgerContract : IAsyncLifetime
{
    protected LedgerContract(LedgerServer server)
    {
        OnPath.SkipWhen(server.Absent);
        Connection = server.Connect();
    }

    protected LedgerConnection Connection { get; }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A set name nobody used: property tests run many cases on one connection.</summary>
    protected static string Fresh() => Guid.NewGuid().ToString("N");
}

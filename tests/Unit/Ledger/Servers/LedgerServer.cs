using EmergentMisalignment.Ledger;

namespace EmergentMisalignment.Unit.Ledger.Servers;

/// <summary>A server that the ledger's contract is tested on. Each test writes under a prefix of its own.</summary>
public abstract class LedgerServer : IAsyncLifetime
{
    /// <summary>Why this server cannot run here; null when it runs.</summary>
    public string? Absent { get; protected set; }

    public string ConnectionString { get; protected set; } = "";

    public LedgerConnection Connect() => new(ConnectionString, $"test-{Guid.NewGuid():N}:");

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();
}

using System.Diagnostics;
using System.Globalization;
using EmergentMisalignment.Ledger.Embedded;
using EmergentMisalignment.Tests.Shared;

namespace EmergentMisalignment.Unit.Ledger.Servers;

/// <summary>The <c>redis-server</c> on PATH, in a process of its own and in memory only.</summary>
public sealed class RedisServer : LedgerServer
{
    private readonly string _port = GarnetSettings.FreePort().ToString(CultureInfo.InvariantCulture);
    private Process? _process;

    public override async ValueTask InitializeAsync()
    {
        if (OnPath.Find("redis-server") is not { } program)
        {
            Absent = "redis-server is not on PATH; install it (Debian and Ubuntu: apt-get install redis-server) to test the ledger on a real Redis too.";
            return;
        }
        _process = Process.Start(new ProcessStartInfo(program, ["--port", _port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
        {
            RedirectStandardOutput = true,
        })!;
        while (await _process.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Ready to accept connections", StringComparison.Ordinal))
        {
        }
        ConnectionString = $"127.0.0.1:{_port}";
    }

    public override async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }
}

[CollectionDefinition(nameof(RedisServer))]
public sealed class RedisCollection : ICollectionFixture<RedisServer>;

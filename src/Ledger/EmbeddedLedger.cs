using System.Net;
using System.Net.Sockets;
using Garnet;
using Garnet.server;
using Microsoft.Extensions.Logging;
using Tsavorite.core;

namespace EmergentMisalignment.Ledger;

/// <summary>draft</summary>
public sealed class EmbeddedLedger : IAsyncDisposable
{
    private readonly GarnetServer _server;

    private EmbeddedLedger(GarnetServer server, string connectionString) => (_server, ConnectionString) = (server, connectionString);

    /// <summary>Where clients find it.</summary>
    public string ConnectionString { get; }

    public static Task<EmbeddedLedger> StartAsync(string folder, ILoggerFactory? loggers = null, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(folder);
        int port;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        var options = new GarnetServerOptions
        {
            EndPoints = [new IPEndPoint(IPAddress.Loopback, port)],
            QuietMode = true,
            EnableLua = true,
            LuaOptions = new LuaOptions(),
            LuaTransactionMode = true,
            EnableAOF = true,
            Recover = true,
            FailOnRecoveryError = true,
            CheckpointDir = folder,
            LogDir = folder,
            EnableStorageTier = true,
            DeviceType = DeviceType.RandomAccess,
            LogMemorySize = "256m",
            PageSize = "1m",
            IndexMemorySize = "4m",
            AofMemorySize = "16m",
            AofPageSize = "4m",
            AofSegmentSize = "64m",
            SegmentSize = "64m",
            ObjectLogSegmentSize = "64m",
            MaxDatabases = 1,
            CommitFrequencyMs = int.Parse(Environment.GetEnvironmentVariable("COMMIT") ?? "0"),
            WaitForCommit = Environment.GetEnvironmentVariable("WAIT") == "1",
        };
        var server = new GarnetServer(options, loggers);
        server.Start();
        return Task.FromResult(new EmbeddedLedger(server, $"127.0.0.1:{port}"));
    }

    public ValueTask DisposeAsync()
    {
        using (var c = StackExchange.Redis.ConnectionMultiplexer.Connect(ConnectionString + ",allowAdmin=true"))
            c.GetDatabase().Execute("SAVE");
        _server.Dispose();
        return ValueTask.CompletedTask;
    }
}

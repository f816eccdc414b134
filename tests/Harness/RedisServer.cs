using System.Globalization;

namespace EmergentMisalignment.Harness;

/// <summary>The <c>redis-server</c> on PATH, on a free loopback port, with an append-only file: as a production ledger has one.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string _port = LoopbackPort.Free().ToString(CultureInfo.InvariantCulture);

    private RedisServer(string folder) => _folder = folder;

    public ServerProcess Process { get; private set; } = null!;

    public string ConnectionString => $"127.0.0.1:{_port}";

    /// <param name="folder">For its files; created when missing.</param>
    /// <param name="cancellation">Gives up the wait.</param>
    public static async Task<RedisServer> StartAsync(string folder, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(folder);
        var server = new RedisServer(folder);
        await server.StartAsync(cancellation);
        return server;
    }

    /// <summary>Starts it again, on the same port and files.</summary>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        Process = ServerProcess.Start(
            "redis", ProgramsOnPath.Find(ProgramsOnPath.Redis),
            ["--port", _port, "--bind", "127.0.0.1", "--dir", _folder, "--save", "", "--appendonly", "yes", "--appendfsync", "everysec"],
            new Dictionary<string, string>());
        await Process.ReadyAsync(_ => Task.FromResult(Process.Output.Contains("Ready to accept connections", StringComparison.Ordinal)), cancellation);
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}

using System.Diagnostics;
using System.Globalization;

namespace EmergentMisalignment.Harness;

/// <summary>The <c>rabbitmq-server</c> on PATH: one node on free loopback ports, with a port mapper (epmd) and files of its own.</summary>
public sealed class RabbitServer : IAsyncDisposable
{
    /// <summary>Erlang's machine, below the shells that start it: the one that heeds signals.</summary>
    private const string Machine = "beam.smp";

    private readonly string _folder;
    private readonly string _port = Port();
    private readonly string _mapperPort = Port();
    private readonly string _nodePort = Port();

    private RabbitServer(string folder) => _folder = folder;

    public ServerProcess Process { get; private set; } = null!;

    public string ConnectionString => $"amqp://guest:guest@127.0.0.1:{_port}/";

    /// <param name="folder">For its files; created when missing.</param>
    /// <param name="cancellation">Gives up the wait.</param>
    public static async Task<RabbitServer> StartAsync(string folder, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(folder);
        // The user that Debian runs it as must be able to write here.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        var server = new RabbitServer(folder);
        await server.StartAsync(cancellation);
        return server;
    }

    /// <summary>Starts it again, on the same ports and files.</summary>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        Process = ServerProcess.Start("rabbitmq", ProgramsOnPath.Find(ProgramsOnPath.Rabbit), [], new Dictionary<string, string>
        {
            ["RABBITMQ_NODENAME"] = $"em-{_port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = _port,
            ["RABBITMQ_DIST_PORT"] = _nodePort,
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder, "data"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(_folder, "log"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder, "none"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder, "plugins"),
            ["ERL_EPMD_PORT"] = _mapperPort,
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["HOME"] = _folder,
        });
        await Process.ReadyAsync(_ => Task.FromResult(Process.Output.Contains("Starting broker... completed", StringComparison.Ordinal)), cancellation);
    }

    public Task<int> StopAsync() => Process.StopAsync(Machine);

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
            await StopAsync();
        await Process.DisposeAsync();

        // The mapper is a daemon: it outlives the node unless it is told not to.
        using var kill = System.Diagnostics.Process.Start(new ProcessStartInfo("epmd", ["-port", _mapperPort, "-kill"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await kill.WaitForExitAsync();
    }

    private static string Port() => LoopbackPort.Free().ToString(CultureInfo.InvariantCulture);
}

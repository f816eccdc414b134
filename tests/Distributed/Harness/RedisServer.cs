using System.Globalization;
using EmergentMisalignment.Tests.Shared;
using StackExchange.Redis;

namespace EmergentMisalignment.Distributed.Harness;

/// <summary>A <c>redis-server</c> of its own with an append-only file, as a production ledger has.</summary>
internal sealed class RedisServer(string folder) : IAsyncDisposable
{
    private readonly int _port = FreePorts.Next();
    private ChildProcess? _process;

    public string ConnectionString => $"127.0.0.1:{_port},password={PlantedKeys.Ledger}";

    public async Task StartAsync()
    {
        string[] arguments =
        [
            "--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder, "--requirepass", PlantedKeys.Ledger, "--save", "", "--appendonly", "yes", "--appendfsync", "everysec",
        ];
        _process = ChildProcess.Start(Programs.Redis!, arguments, folder, new Dictionary<string, string>());
        await Until.TrueAsync(AnswersAsync, "redis-server", TimeSpan.FromSeconds(20), () => _process.Output);
    }

    /// <summary>SIGTERM, an orderly end; the same data come back with <see cref="StartAsync"/>.</summary>
    public async Task StopAsync()
    {
        await _process!.TerminateAsync();
        await _process.WaitForExitAsync();
    }

    /// <summary>kill -9: what comes back is what the append-only file holds.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Bytes that the keys of a pattern take with all that belongs to them, and how many they are.</summary>
    public async Task<(long Bytes, long Keys)> SizeAsync(string pattern)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(ConnectionString);
        var (bytes, keys) = (0L, 0L);
        await foreach (var key in connection.GetServers().Single().KeysAsync(pattern: pattern))
        {
            bytes += (long)await connection.GetDatabase().ExecuteAsync("MEMORY", "USAGE", key, "SAMPLES", "0");
            keys++;
        }

        return (bytes, keys);
    }

    public ValueTask DisposeAsync()
    {
        _process?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync($"{ConnectionString},connectRetry=0,connectTimeout=1000");
            await connection.GetDatabase().PingAsync();
            return true;
        }
        catch (RedisException)
        {
            return false; // It is still starting, or reading its file.
        }
    }
}

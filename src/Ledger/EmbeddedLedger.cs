using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using EmergentMisalignment.Ledger.Embedded;
using Garnet;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EmergentMisalignment.Ledger;

/// <summary>
/// A ledger in this process: Garnet on a loopback port of the system's choice, kept in a folder on disk. A killed process loses no more
/// than the writes of its last milliseconds (GarnetSettings says why); the next start reads back the rest. One process a folder.
/// </summary>
public sealed partial class EmbeddedLedger : IAsyncDisposable
{
    private readonly string _folder;
    private readonly FolderLock _lock;
    private readonly DiskWatch _disk;
    private readonly GarnetServer _server;
    private readonly ILogger _logger;

    private EmbeddedLedger(string folder, FolderLock held, DiskWatch disk, GarnetServer server, string connectionString)
    {
        _folder = folder;
        _lock = held;
        _disk = disk;
        _server = server;
        _logger = disk.CreateLogger(typeof(EmbeddedLedger).FullName!);
        ConnectionString = connectionString;
    }

    /// <summary>How clients of any process of this user reach it. It holds a password, so that other users of the machine do not.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts the ledger that a folder holds, an empty one in an empty folder.</summary>
    /// <param name="folder">Where it lives; made when absent.</param>
    /// <param name="loggers">Gets Garnet's warnings; without it, and below warnings, Garnet says nothing.</param>
    /// <param name="cancellationToken">Heeded before the server starts; a start is not interrupted.</param>
    /// <exception cref="LedgerException">Another process has the folder open, or what it holds cannot be read back.</exception>
    public static Task<EmbeddedLedger> StartAsync(string folder, ILoggerFactory? loggers = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Start(Path.GetFullPath(folder), loggers), cancellationToken);

    /// <summary>The connection string of the ledger that some process runs on this folder, or null when none does.</summary>
    public static async Task<string?> TryFindRunningAsync(string folder, CancellationToken cancellationToken = default)
    {
        if (Holder.Read(Path.GetFullPath(folder)) is not { ConnectionString: { } connectionString })
            return null;
        try
        {
            // A killed process leaves its file behind. A plain connection is refused at once where the client would try for seconds.
            using (var probe = new TcpClient())
                await probe.ConnectAsync((IPEndPoint)ConfigurationOptions.Parse(connectionString).EndPoints[0], cancellationToken).ConfigureAwait(false);
            await using var connection = new LedgerConnection(connectionString);
            await connection.PingAsync(cancellationToken).ConfigureAwait(false);
            return connectionString;
        }
        catch (Exception error) when (error is SocketException or LedgerException)
        {
            return null;
        }
    }

    /// <summary>Stops serving. A last checkpoint empties the log, so that it does not grow from run to run and the next start is quick.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await CheckpointAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            // Not fatal: what was recorded is in the log, and the next start replays it.
            LogNoCheckpoint(_folder, error);
        }
        Commits.Remove(ConnectionString);
        _server.Dispose();
        _disk.Dispose();
        _lock.Dispose();
    }

    private static EmbeddedLedger Start(string folder, ILoggerFactory? loggers)
    {
        Directory.CreateDirectory(folder);
        var held = FolderLock.Take(folder);
        var password = RandomNumberGenerator.GetHexString(32);
        var disk = new DiskWatch(folder, loggers);
        try
        {
            var (server, port) = Serve(folder, password, disk);
            var connectionString = $"127.0.0.1:{port},password={password}";
            disk.Watch(connectionString);
            Commits.Add(connectionString, server.Store);
            held.Publish(connectionString);
            return new EmbeddedLedger(folder, held, disk, server, connectionString);
        }
        catch (Exception error)
        {
            disk.Dispose();
            held.Dispose();
            if (disk.Explain() is { } sentence)
                throw new LedgerException(sentence, error);
            throw new LedgerException($"The ledger in '{folder}' cannot be read back ({error.Message}); move that folder away to start with an empty ledger.", error);
        }
    }

    private static (GarnetServer Server, int Port) Serve(string folder, string password, DiskWatch disk)
    {
        for (var attempt = 1; ; attempt++)
        {
            // Garnet cannot tell which port it got when it is given 0, so a free one is looked up first; another process may still be quicker.
            var port = GarnetSettings.FreePort();
            var server = new GarnetServer(GarnetSettings.For(folder, port, password), disk);
            try
            {
                server.Start();
                return (server, port);
            }
            catch (Exception error)
            {
                server.Dispose();
                if (error is not SocketException || attempt == 5)
                    throw;
            }
        }
    }

    private async Task CheckpointAsync()
    {
        var configuration = ConfigurationOptions.Parse(ConnectionString);
        configuration.AllowAdmin = true;
        configuration.AsyncTimeout = (int)TimeSpan.FromMinutes(1).TotalMilliseconds;
        await using var connection = await ConnectionMultiplexer.ConnectAsync(configuration).ConfigureAwait(false);
        await connection.GetDatabase().ExecuteAsync("SAVE").ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ledger in {Folder} closed without a checkpoint; nothing recorded is lost, but the next start takes longer")]
    private partial void LogNoCheckpoint(string folder, Exception error);
}

using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.Ledger.Embedded;

/// <summary>
/// Stands between Garnet and the log: passes on warnings and worse, and keeps the disk's last complaint. When its disk fails Garnet refuses
/// writes without a word of why over the wire, so <see cref="LedgerConnection"/> asks here.
/// </summary>
internal sealed class DiskWatch(string folder, ILoggerFactory? loggers) : ILoggerFactory
{
    private static readonly ConcurrentDictionary<string, DiskWatch> Watches = new(StringComparer.Ordinal);

    private string? _connectionString;
    private volatile IOException? _complaint;

    /// <summary>Why the embedded ledger behind this connection refuses writes, as a sentence; null when its disk is well or it is elsewhere.</summary>
    public static string? Explain(string connectionString) => Watches.TryGetValue(connectionString, out var watch) ? watch.Explain() : null;

    public string? Explain() => _complaint is { } complaint
        ? $"The disk of the ledger's folder '{folder}' refuses writes ({complaint.Message}); free some space or correct it, then start again: what was recorded is kept."
        : null;

    public void Watch(string connectionString) => Watches[_connectionString = connectionString] = this;

    public ILogger CreateLogger(string categoryName) => new Logger(this, loggers?.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Providers belong to the application's own logger factory.");

    public void Dispose()
    {
        if (_connectionString is { } connectionString)
            Watches.TryRemove(connectionString, out _);
    }

    private sealed class Logger(DiskWatch watch, ILogger? log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => log?.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            for (var cause = exception; cause is not null; cause = cause.InnerException)
            {
                if (cause is IOException { InnerException: not SocketException } complaint)
                    watch._complaint = complaint;
            }
            log?.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}

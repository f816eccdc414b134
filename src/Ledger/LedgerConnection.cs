using System.Diagnostics;
using EmergentMisalignment.Ledger.Embedded;
using EmergentMisalignment.Ledger.Redis;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;
using StackExchange.Redis;

namespace EmergentMisalignment.Ledger;

/// <summary>
/// The process's one connection to the ledger, opened on first use and reopened when lost. Every command of this room passes through here,
/// so that errors are told in the ledger's words and work is measured in one place.
/// </summary>
public sealed class LedgerConnection(IOptions<LedgerOptions> options, LedgerInstruments instruments) : IAsyncDisposable
{
    private readonly LedgerOptions _options = options.Value;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly ResiliencePipeline _patience = Patience.For(options.Value);
    private ConnectionMultiplexer? _multiplexer;

    /// <summary>A connection outside a service container: tests and tools.</summary>
    public LedgerConnection(string connectionString, string prefix = "em:")
        : this(Options.Create(new LedgerOptions { ConnectionString = connectionString, Prefix = prefix }), new LedgerInstruments())
    {
    }

    internal LedgerInstruments Instruments => instruments;

    /// <summary>Checks that the ledger answers.</summary>
    /// <exception cref="LedgerException">It does not.</exception>
    public Task PingAsync(CancellationToken cancellationToken = default) =>
        UseAsync("ping", database => database.PingAsync(), cancellationToken);

    /// <summary>The ledger's own clock, by which leases and due times run.</summary>
    /// <exception cref="LedgerException">It does not answer.</exception>
    public Task<DateTimeOffset> ClockAsync(CancellationToken cancellationToken = default) => UseAsync("time", async database =>
    {
        var parts = (RedisResult[])(await database.ExecuteAsync("TIME").ConfigureAwait(false))!;
        return DateTimeOffset.FromUnixTimeSeconds((long)parts[0]).AddMicroseconds((long)parts[1]);
    }, cancellationToken);

    /// <summary>
    /// A key of this installation. The name stands in braces so that on a Redis Cluster all keys of one name live on one node,
    /// where a script may touch them together.
    /// </summary>
    internal RedisKey Key(string kind, string name, string part = "") => $"{_options.Prefix}{kind}:{{{name}}}{part}";

    /// <summary>Runs a script by its hash, and hands the server its text only when the server does not know it yet.</summary>
    internal Task<RedisResult> RunAsync(Script script, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellationToken) =>
        UseAsync(script.Name, async database =>
        {
            try
            {
                return await database.ScriptEvaluateAsync(script.Hash, keys, arguments).ConfigureAwait(false);
            }
            catch (RedisServerException absent) when (absent.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
            {
                await database.ExecuteAsync("SCRIPT", "LOAD", script.Text).ConfigureAwait(false);
                return await database.ScriptEvaluateAsync(script.Hash, keys, arguments).ConfigureAwait(false);
            }
        }, cancellationToken);

    /// <summary>Waits until what was written so far would outlive this process, killed at once.</summary>
    internal async ValueTask KeepAsync(CancellationToken cancellationToken)
    {
        if (Commits.Of(_options.ConnectionString) is { } store)
            await UseAsync("commit", _ => store.WaitForCommitAsync(cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs plain commands, under the same time limit and with the same errors as scripts.</summary>
    internal async Task<T> UseAsync<T>(string operation, Func<IDatabase, Task<T>> use, CancellationToken cancellationToken)
    {
        var multiplexer = await OpenAsync(cancellationToken).ConfigureAwait(false);
        using var span = LedgerInstruments.Start(operation);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var reply = await _patience.ExecuteAsync(
                static async (state, token) => await state.use(state.multiplexer.GetDatabase()).WaitAsync(token).ConfigureAwait(false),
                (use, multiplexer), cancellationToken).ConfigureAwait(false);

            // An embedded ledger acknowledges writes before its disk has them, and those after the disk's refusal too.
            return DiskWatch.Explain(_options.ConnectionString) is { } refusal ? throw new LedgerException(refusal) : reply;
        }
        catch (Exception error) when (error is not (LedgerException or OperationCanceledException) && DiskWatch.Explain(_options.ConnectionString) is { } refusal)
        {
            instruments.Fail(operation);
            throw new LedgerException(refusal, error);
        }
        catch (Exception error) when (error is TimeoutRejectedException || Patience.IsAway(error))
        {
            instruments.Fail(operation);
            throw new LedgerException($"The ledger at {Endpoint} stopped answering ('{operation}'); see that it is running and reachable, then start again: nothing recorded is lost.", error) { IsTransient = true };
        }
        catch (RedisServerException error)
        {
            instruments.Fail(operation);
            throw new LedgerException($"The ledger at {Endpoint} refused '{operation}': {error.Message}", error);
        }
        finally
        {
            instruments.Measure(operation, Stopwatch.GetElapsedTime(started));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_multiplexer is not null)
            await _multiplexer.DisposeAsync().ConfigureAwait(false);
        _opening.Dispose();
    }

    private string Endpoint => string.Join(',', ConfigurationOptions.Parse(_options.ConnectionString).EndPoints.Select(EndPointCollection.ToString));

    private async ValueTask<ConnectionMultiplexer> OpenAsync(CancellationToken cancellationToken)
    {
        if (_multiplexer is { } open)
            return open;
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _multiplexer ??= await ConnectAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RedisConnectionException error)
        {
            throw new LedgerException($"No ledger answers at {Endpoint}; start a Redis there or correct ConnectionStrings:ledger.", error) { IsTransient = true };
        }
        finally
        {
            _opening.Release();
        }
    }

    private Task<ConnectionMultiplexer> ConnectAsync()
    {
        if (string.IsNullOrWhiteSpace(_options.ConnectionString))
            throw new LedgerException("No ledger is configured; set ConnectionStrings:ledger to a Redis such as localhost:6379.");
        var configuration = ConfigurationOptions.Parse(_options.ConnectionString);
        configuration.ClientName ??= "em";
        configuration.ConnectTimeout = (int)_options.ConnectTimeout.TotalMilliseconds;
        configuration.AsyncTimeout = (int)_options.AttemptTimeout.TotalMilliseconds;
        configuration.SyncTimeout = (int)_options.AttemptTimeout.TotalMilliseconds;
        configuration.ReconnectRetryPolicy = new LinearRetry(250);
        return ConnectionMultiplexer.ConnectAsync(configuration);
    }
}

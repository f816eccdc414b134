using System.ClientModel.Primitives;
using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.ModelClients.Limits;

/// <summary>
/// This process's door to the budget that all processes share for a model of an endpoint. While no limit is known calls pass without a look; only every few seconds
/// this process asks whether another has met one. Under a limit calls queue here, and one exchange with the shared budget brings turns for as many as are due.
/// </summary>
internal sealed partial class RateBudget
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly EndpointOptions _options;
    private readonly string _model;
    private readonly ISharedBudgets? _shared;
    private readonly ModelClientInstruments _instruments;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly ToldLimits? _configured;
    private readonly Lock _gate = new();
    private readonly Queue<RateTurn> _waiting = new();
    private volatile ToldLimits? _told;
    private volatile BudgetGrant? _standing;
    private volatile bool _isLimited;
    private ToldLimits? _news;
    private bool _isFilling;
    private int _isTelling;
    private int _accepted;
    private int _refused;
    private long _retryAfter;
    private long _looked;

    public RateBudget(
        EndpointOptions options, string model, ISharedBudgets? shared, ModelClientInstruments instruments, ILogger logger, TimeProvider clock)
    {
        (_options, _model, _shared, _instruments, _logger, _clock) = (options, model, shared, instruments, logger, clock);
        _told = _configured = ToldLimits.Of(options);
        _isLimited = shared is not null; // until it has heard otherwise: a process that joins must not fall upon a provider that is at its limit
        _looked = clock.GetTimestamp();
        instruments.Watch(options, model, () => _standing?.RequestsPerSecond);
    }

    /// <summary>How the shared budget stood when this process last heard of it; null before that.</summary>
    public BudgetGrant? Standing => _standing;

    /// <summary>Waits until a call may go.</summary>
    public ValueTask EnterAsync(long tokens, CancellationToken cancellationToken)
    {
        _instruments.Attempted(_options);
        if (_shared is null)
            return default;
        if (_isLimited)
            return new ValueTask(QueueAsync(tokens, cancellationToken));
        if (_clock.GetElapsedTime(Interlocked.Read(ref _looked)) > LookEvery)
            Tell();
        return default;
    }

    /// <summary>The provider took a call.</summary>
    public void Accepted(PipelineResponseHeaders headers)
    {
        Interlocked.Increment(ref _accepted);
        if (_shared is null || ToldLimits.Read(headers) is not { } told)
            return;
        if (_configured is not null)
            told = _configured.Or(told);
        if (!told.Differs(_told))
            return;
        Volatile.Write(ref _news, _told = told.Or(_told ?? told));
        Tell();
    }

    /// <summary>
    /// The provider refused a call because there were too many (429). Its failures (5xx) are none of this, nor is a 429 that names no time while no limit has been told: servers that are
    /// full answer so at any rate, and to slow down for all of those would end at a standstill. Such a call backs off by itself.
    /// </summary>
    public void Refused(TimeSpan? retryAfter)
    {
        if (retryAfter is null && _told is null)
            return;
        Interlocked.Increment(ref _refused);
        var ticks = (retryAfter ?? TimeSpan.Zero).Ticks;
        for (var known = Interlocked.Read(ref _retryAfter); ticks > known;)
        {
            var before = Interlocked.CompareExchange(ref _retryAfter, ticks, known);
            if (before == known)
                break;
            known = before;
        }

        if (_shared is not null)
            Tell();
    }

    private async Task QueueAsync(long tokens, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        var turn = new RateTurn(tokens);
        bool begin;
        lock (_gate)
        {
            _waiting.Enqueue(turn);
            begin = !_isFilling;
            _isFilling = true;
        }

        if (begin)
            _ = FillAsync();
        using (cancellationToken.UnsafeRegister(static (state, token) => ((RateTurn)state!).TrySetCanceled(token), turn))
            await turn.Task.ConfigureAwait(false);
        _instruments.WaitedForRate(_options, _clock.GetElapsedTime(started));
    }

    /// <summary>Brings turns as long as somebody waits. What it meets it gives to those who wait.</summary>
    private async Task FillAsync()
    {
        while (Waiting() is { Count: > 0 } batch)
        {
            try
            {
                var grant = await ExchangeAsync(batch.Count, batch.Sum(static turn => turn.Tokens)).ConfigureAwait(false);
                if (grant.Wait > TimeSpan.Zero)
                    await Task.Delay(grant.Wait, _clock).ConfigureAwait(false);
                Release(grant.Granted);
            }
            catch (Exception exception)
            {
                Fail(batch, exception);
            }
        }
    }

    private List<RateTurn> Waiting()
    {
        lock (_gate)
        {
            while (_waiting.TryPeek(out var first) && first.Task.IsCompleted)
                _waiting.Dequeue();
            _isFilling = _waiting.Count > 0;
            return [.. _waiting.Where(static turn => !turn.Task.IsCompleted)];
        }
    }

    private void Release(int count)
    {
        lock (_gate)
        {
            while (count > 0 && _waiting.TryDequeue(out var turn))
                count -= turn.TrySetResult() ? 1 : 0;
        }
    }

    private static void Fail(List<RateTurn> batch, Exception exception)
    {
        foreach (var turn in batch)
            turn.TrySetException(exception);
    }

    /// <summary>Tells the shared budget what is new and hears how it stands, behind the calls' backs; one at a time.</summary>
    private void Tell()
    {
        if (Interlocked.Exchange(ref _isTelling, 1) == 0)
            _ = TellAsync();
    }

    private async Task TellAsync()
    {
        try
        {
            do
                await ExchangeAsync(wanted: 0, tokens: 0).ConfigureAwait(false);
            while (Volatile.Read(ref _refused) > 0 || Volatile.Read(ref _news) is not null);
        }
        catch (Exception exception)
        {
            // Whoever has to wait for the budget will hear of it; who does not must not fail for a look.
            LogNotLooked(_options.Name, _model, exception);
        }
        finally
        {
            Volatile.Write(ref _isTelling, 0);
        }
    }

    private async Task<BudgetGrant> ExchangeAsync(int wanted, long tokens)
    {
        var now = _clock.GetTimestamp();
        var since = _clock.GetElapsedTime(Interlocked.Exchange(ref _looked, now), now);
        var accepted = Interlocked.Exchange(ref _accepted, 0);
        var report = new BudgetReport(
            wanted, tokens, accepted, Interlocked.Exchange(ref _refused, 0), TimeSpan.FromTicks(Interlocked.Exchange(ref _retryAfter, 0)),
            accepted / Math.Max(1, since.TotalSeconds), Interlocked.Exchange(ref _news, null) ?? _configured);
        var grant = await _shared!.ExchangeAsync(_options.Name, _model, report, CancellationToken.None).ConfigureAwait(false);
        if (grant.HasLimit && _standing is not { HasLimit: true })
            LogLimited(_options.Name, _model, grant.RequestsPerSecond, grant.Source);
        _standing = grant;
        _isLimited = grant.HasLimit;
        return grant;
    }
}

using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.SamplingWorker.Engines;

/// <summary>
/// How many calls the engine is given at once. It grows by half at a look that finds little waiting in the engine and calls waiting here, shrinks by a quarter at one that
/// finds much waiting there, and holds in between or when the key-value cache is all but full, where more would only push each other out.
/// </summary>
public sealed class CallLimit(IOptions<EngineOptions> options)
{
    private const double FullCache = 0.95;

    private readonly EngineOptions _options = options.Value;
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = new();
    private int _inUse;

    public int Limit { get; private set; } = Math.Max(1, options.Value.FirstCalls);

    public int InUse
    {
        get
        {
            lock (_gate)
                return _inUse;
        }
    }

    /// <summary>Waits for a turn, first come, first served; dispose it after the call.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.AddLast(turn);
            LetIn();
        }

        await using var given = cancellation.Register(() => GiveUp(turn, cancellation));
        await turn.Task;
        return new Turn(this);
    }

    /// <summary>Follows what a look has found; null is an engine that does not tell its load, whose own queue is then as good as this one.</summary>
    public void Follow(EngineLoad? load)
    {
        lock (_gate)
        {
            Limit = load switch
            {
                null => int.MaxValue,
                { Waiting: var waiting } when waiting > _options.WaitingHigh => Math.Max(1, Math.Min(Limit, _inUse) * 3 / 4),
                { CacheUsage: > FullCache } => Limit,
                { Waiting: var waiting } when waiting <= _options.WaitingLow && _waiting.Count > 0 => Limit + Math.Max(1, Limit / 2),
                _ => Limit,
            };
            LetIn();
        }
    }

    private void LetIn()
    {
        while (_inUse < Limit && _waiting.First is { } first)
        {
            _waiting.RemoveFirst();
            if (first.Value.TrySetResult())
                _inUse++;
        }
    }

    private void GiveUp(TaskCompletionSource turn, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (turn.TrySetCanceled(cancellation))
                _waiting.Remove(turn);
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _inUse--;
            LetIn();
        }
    }

    private sealed class Turn(CallLimit limit) : IDisposable
    {
        private bool _left;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _left, true))
                limit.Leave();
        }
    }
}

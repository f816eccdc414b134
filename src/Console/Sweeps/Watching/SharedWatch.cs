using System.Runtime.CompilerServices;

namespace EmergentMisalignment.Console.Sweeps.Watching;

/// <summary>One reading for all who watch the same thing: a hundred watchers cost the ledger what one costs, and with none it is left alone.</summary>
/// <param name="read">Reads the thing as it is now.</param>
/// <param name="every">The pause between two readings.</param>
/// <param name="time">The clock.</param>
/// <param name="stopping">Ends every watch, quietly: a server that is asked to stop would wait for its watchers otherwise.</param>
internal sealed class SharedWatch<T>(Func<CancellationToken, Task<T>> read, TimeSpan every, TimeProvider time, CancellationToken stopping)
    where T : class
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<T> _next = NewPromise();
    private CancellationTokenSource? _reading;
    private T? _latest;
    private int _watchers;

    /// <summary>What was read last, then each later reading; a slow watcher misses those in between. Ends when the server stops.</summary>
    /// <remarks>A reading that fails fails every watch; whoever watches again has it tried again.</remarks>
    public async IAsyncEnumerable<T> FollowAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping);
        Enter();
        try
        {
            T? shown = null;
            while (!stopping.IsCancellationRequested)
            {
                var (latest, next) = Look();
                if (latest is not null && !ReferenceEquals(latest, shown))
                {
                    yield return latest;
                    shown = latest;
                    continue;
                }

                await ((Task)next).WaitAsync(end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellation.ThrowIfCancellationRequested();
                if (next.IsFaulted)
                    await next;
            }
        }
        finally
        {
            Leave();
        }
    }

    private (T? Latest, Task<T> Next) Look()
    {
        lock (_lock)
            return (_latest, _next.Task);
    }

    private void Enter()
    {
        lock (_lock)
        {
            if (_watchers++ > 0)
                return;

            _reading = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            _ = ReadAsync(_reading.Token);
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_watchers > 0)
                return;

            _reading!.Cancel();
            _reading.Dispose();
            _latest = null;
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var value = await read(cancellation);
                Publish(value, cancellation).TrySetResult(value);
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                Publish(null, cancellation).TrySetException(exception);
            }
            catch (Exception) when (cancellation.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(every, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The promise that those have who wait; a reading that nobody is there for any more is not left to the next.</summary>
    private TaskCompletionSource<T> Publish(T? value, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (cancellation.IsCancellationRequested)
                return NewPromise();

            var promised = _next;
            (_latest, _next) = (value, NewPromise());
            return promised;
        }
    }

    private static TaskCompletionSource<T> NewPromise() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using System.Runtime.ExceptionServices;

namespace EmergentMisalignment.Sweeps.Working;

/// <summary>One piece of work under way: how it is told to stop, gently and not so gently.</summary>
public sealed class WorkSession
{
    /// <param name="draining">The process is asked to stop: what is under way may finish, nothing new begins.</param>
    /// <param name="cancellation">The time for that is over.</param>
    public WorkSession(CancellationToken draining, CancellationToken cancellation) => (Draining, Cancellation) = (draining, cancellation);

    /// <summary>Cancelled when the process is asked to stop: whoever only waits for something waits no longer.</summary>
    public CancellationToken Draining { get; }

    /// <summary>Cancelled when the grace is over: drop everything.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The sweep that the work is for, which pays for its calls; none for tools and tests.</summary>
    public string Sweep { get; init; } = "";

    /// <summary>A session that only its token stops: tools and tests.</summary>
    public static WorkSession Until(CancellationToken cancellation) => new(CancellationToken.None, cancellation);

    /// <summary>
    /// Makes calls, so many at once. A call that was begun is paid for, so it is always waited for: when one fails, or the process is asked to stop,
    /// no new one begins, and those under way still bring their answers home.
    /// </summary>
    /// <exception cref="Exception">The first failure among the calls.</exception>
    public async Task ForEachAsync<T>(IEnumerable<T> items, int atOnce, Func<T, CancellationToken, Task> call)
    {
        Exception? failure = null;
        var left = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = Cancellation };
        await Parallel.ForEachAsync(items, parallel, async (item, cancellation) =>
        {
            if (failure is not null || Draining.IsCancellationRequested)
            {
                Interlocked.Increment(ref left);
                return;
            }

            try
            {
                await call(item, cancellation);
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                Interlocked.CompareExchange(ref failure, exception, null);
            }
        });

        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);

        if (left > 0)
            throw new HandedBackException();
    }
}

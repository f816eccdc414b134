using System.Collections.Concurrent;
using EmergentMisalignment.Ledger.Records;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Console.Sweeps.Watching;

/// <summary>Sweeps as they change, for whoever watches: pages and event streams share one reading of each sweep.</summary>
internal sealed class SweepFeed(SweepViews views, IHostApplicationLifetime lifetime, TimeProvider time, IOptions<ConsoleOptions> options)
{
    // One small object for each submission that was ever watched.
    private readonly ConcurrentDictionary<(string Name, DateTimeOffset SubmittedAt), SharedWatch<SweepView>> _watches = new();

    /// <summary>The sweep as it is now and as it is read from now on, changed or not, until it is settled or cancelled, that last view included.</summary>
    public async IAsyncEnumerable<SweepView> FollowAsync(SweepRecord sweep, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var view in WatchOf(sweep.Name, sweep.SubmittedAt).FollowAsync(cancellation))
        {
            yield return view;
            if (view.State is SweepState.Settled or SweepState.Cancelled)
                yield break;
        }
    }

    private SharedWatch<SweepView> WatchOf(string name, DateTimeOffset submittedAt) => _watches.GetOrAdd((name, submittedAt), key => new SharedWatch<SweepView>(
        cancellation => views.ViewAsync(key.Name, key.SubmittedAt, cancellation), options.Value.ProgressEvery, time, lifetime.ApplicationStopping));
}

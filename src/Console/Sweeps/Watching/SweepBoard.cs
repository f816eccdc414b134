using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Console.Sweeps.Watching;

/// <summary>The latest sweeps side by side, read once for all who look.</summary>
internal sealed class SweepBoard
{
    /// <summary>Sweeps on the board; earlier ones are had by their pages.</summary>
    public const int Most = 50;

    private readonly SharedWatch<SweepBoardPage> _watch;
    private readonly Dictionary<string, SweepPace> _paces = new(StringComparer.Ordinal);
    private readonly SweepViews _views;
    private readonly TimeProvider _time;

    public SweepBoard(SweepViews views, IHostApplicationLifetime lifetime, TimeProvider time, IOptions<ConsoleOptions> options)
    {
        (_views, _time) = (views, time);
        _watch = new SharedWatch<SweepBoardPage>(ReadAsync, options.Value.ProgressEvery, time, lifetime.ApplicationStopping);
    }

    public IAsyncEnumerable<SweepBoardPage> FollowAsync(CancellationToken cancellation) => _watch.FollowAsync(cancellation);

    private async Task<SweepBoardPage> ReadAsync(CancellationToken cancellation)
    {
        var page = await _views.PageAsync(null, Most, cancellation);
        return new SweepBoardPage([.. page.Sweeps.Select(Glance)], page.Next);
    }

    private SweepGlance Glance(SweepView sweep)
    {
        if (sweep is not { State: SweepState.Active, Progress: { } progress })
        {
            _paces.Remove(sweep.Name);
            return new SweepGlance(sweep, null);
        }

        if (!_paces.TryGetValue(sweep.Name, out var pace))
            _paces[sweep.Name] = pace = new SweepPace(_time);

        pace.Observe(progress);
        return new SweepGlance(sweep, pace.TimeLeft);
    }
}

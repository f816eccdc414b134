using EmergentMisalignment.Bench.Pipeline;
using EmergentMisalignment.Harness;

namespace EmergentMisalignment.Bench.Watchers;

/// <summary>One pipeline with its Console in this process, as em console hosts them, and its watchers in another: they would sit elsewhere.</summary>
internal sealed class WatchersBench(int watchers, int answers, Action<WatchedPair> show)
{
    /// <summary>As for the other pipelines: compiled code first.</summary>
    private const int WarmUps = 3;

    private int _load;

    public async Task<IReadOnlyList<WatchedPair>> RunAsync(int rounds, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using var petri = await Provider.StartAsync(folder, cancellation);
        await using var local = await LocalMode.StartAsync(petri, cancellation, "http://127.0.0.1:0");
        await using var audience = Audience.Start(local.ConsoleUrl, watchers);
        for (var warmUp = 0; warmUp < WarmUps; warmUp++)
            await PairAsync(local, audience, isWatchedFirst: false, cancellation);

        var pairs = new List<WatchedPair>();
        for (var round = 0; round < rounds; round++)
        {
            pairs.Add(await PairAsync(local, audience, isWatchedFirst: round % 2 == 1, cancellation));
            show(pairs[^1]);
        }

        return pairs;
    }

    private async Task<WatchedPair> PairAsync(LocalMode local, Audience audience, bool isWatchedFirst, CancellationToken cancellation)
    {
        var unwatched = isWatchedFirst ? null : await RunAsync(local, null, cancellation);
        var watched = await RunAsync(local, audience, cancellation);
        var views = await audience.LeaveAsync(cancellation);
        return new WatchedPair(unwatched ?? await RunAsync(local, null, cancellation), watched, views);
    }

    private Task<RunFigures> RunAsync(LocalMode local, Audience? audience, CancellationToken cancellation)
    {
        var load = Load.Create(++_load, answers);
        return local.RunAsync(load, audience is null ? null : () => audience.WatchAsync(load.Spec.Name, cancellation), cancellation);
    }
}

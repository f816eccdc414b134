using EmergentMisalignment.Console.Endpoints;
using EmergentMisalignment.Console.Sweeps.Watching;

namespace EmergentMisalignment.Console.Pools;

/// <summary>Queues and endpoints as they change, read once for all who look.</summary>
internal sealed class SurroundingsFeed(PoolViews pools, EndpointViews endpoints, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>The broker is asked once for each queue: often enough to see a queue drain, seldom enough to be no load.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly SharedWatch<Surroundings> _watch = new(
        async cancellation => new Surroundings(await pools.ListAsync(cancellation), (await endpoints.ListAsync(cancellation)).Endpoints), Every, time, lifetime.ApplicationStopping);

    public IAsyncEnumerable<Surroundings> FollowAsync(CancellationToken cancellation) => _watch.FollowAsync(cancellation);
}

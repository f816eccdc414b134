using System.Collections.Concurrent;

namespace EmergentMisalignment.PetriDish.Faults;

/// <summary>What came in and what went out, by route, for tests to look at.</summary>
internal sealed class TrafficCounters
{
    private volatile ConcurrentDictionary<string, RouteTraffic> _routes = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, RouteTraffic> Routes => _routes;

    public RouteTraffic For(string route) => _routes.GetOrAdd(route, static _ => new());

    public void Reset() => _routes = new(StringComparer.Ordinal);
}

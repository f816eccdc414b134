using System.Globalization;
using EmergentMisalignment.PetriDish.Faults;

namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>Traffic so far, by method and route.</summary>
internal sealed record StatsBody(IReadOnlyDictionary<string, StatsBody.Route> Routes)
{
    /// <summary>One route; status <c>0</c> counts connections closed without an answer.</summary>
    internal sealed record Route(long Requests, IReadOnlyDictionary<string, long> ByStatus, long PromptTokens, long CompletionTokens);

    public static StatsBody Of(TrafficCounters counters) => new(counters.Routes.ToDictionary(
        route => route.Key,
        route => new Route(
            route.Value.Requests,
            route.Value.ByStatus.ToDictionary(s => s.Key.ToString(CultureInfo.InvariantCulture), s => s.Value),
            route.Value.PromptTokens,
            route.Value.CompletionTokens)));
}

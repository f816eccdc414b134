using System.Globalization;
using EmergentMisalignment.PetriDish.Faults;

namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>Traffic so far, by method and route, and what the rules in force did to it, in their order.</summary>
internal sealed record StatsBody(IReadOnlyDictionary<string, StatsBody.Route> Routes, IReadOnlyList<StatsBody.Fault> Faults)
{
    /// <summary>One route; status <c>0</c> counts connections closed without an answer.</summary>
    internal sealed record Route(long Requests, IReadOnlyDictionary<string, long> ByStatus, long PromptTokens, long CompletionTokens);

    /// <summary>One rule; its hits are since it was put in force, whatever became of the counters since.</summary>
    internal sealed record Fault(FaultKind Kind, long Hits);

    public static StatsBody Of(TrafficCounters counters, FaultBox box) => new(
        counters.Routes.ToDictionary(
            route => route.Key,
            route => new Route(
                route.Value.Requests,
                route.Value.ByStatus.ToDictionary(s => s.Key.ToString(CultureInfo.InvariantCulture), s => s.Value),
                route.Value.PromptTokens,
                route.Value.CompletionTokens)),
        [.. box.Active.Select(rule => new Fault(rule.Rule.Kind, rule.Played))]);
}

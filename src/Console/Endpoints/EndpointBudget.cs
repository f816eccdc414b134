namespace EmergentMisalignment.Console.Endpoints;

/// <summary>What was spent at an endpoint, in US dollars.</summary>
/// <param name="Limit">What may be; absent for no limit.</param>
/// <param name="Spent">Billed, as far as the provider has said.</param>
/// <param name="Unsettled">Of calls whose answers were lost: at most this much.</param>
/// <param name="Reserved">Set aside for calls under way.</param>
public sealed record EndpointBudget(decimal? Limit, decimal Spent, decimal Unsettled, decimal Reserved);

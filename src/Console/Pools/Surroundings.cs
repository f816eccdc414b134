using EmergentMisalignment.Console.Endpoints;

namespace EmergentMisalignment.Console.Pools;

/// <summary>What sweeps are worked on with, at one moment.</summary>
/// <param name="Queues">The queues; none where the bus is in memory.</param>
/// <param name="Endpoints">The endpoints that are configured.</param>
public sealed record Surroundings(IReadOnlyList<QueueCount> Queues, IReadOnlyList<EndpointView> Endpoints);

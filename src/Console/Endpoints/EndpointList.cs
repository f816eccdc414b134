namespace EmergentMisalignment.Console.Endpoints;

/// <summary>The endpoints that are configured, by name.</summary>
public sealed record EndpointList(IReadOnlyList<EndpointView> Endpoints);

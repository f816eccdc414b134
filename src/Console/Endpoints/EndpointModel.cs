using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.Console.Endpoints;

/// <summary>A model of an endpoint, as it was found when it was asked.</summary>
public sealed record EndpointModel(string Name, EndpointCapabilities Can, DateTimeOffset AskedAt);

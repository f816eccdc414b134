namespace EmergentMisalignment.ModelClients;

/// <summary>What a quick look at an endpoint found.</summary>
/// <param name="Endpoint">The endpoint's name.</param>
/// <param name="Models">What it serves.</param>
public sealed record EndpointProbe(string Endpoint, IReadOnlyList<ModelInfo> Models);

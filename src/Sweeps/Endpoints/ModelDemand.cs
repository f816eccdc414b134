namespace EmergentMisalignment.Sweeps.Endpoints;

/// <summary>A model that a sweep asks, and what it must be able to do.</summary>
/// <param name="Key">The sweep's key that demands it.</param>
/// <param name="Endpoint">The endpoint's name.</param>
/// <param name="Model">The model's name there.</param>
/// <param name="TopLogProbs">Candidates of the first token that are wanted; 0 for none.</param>
/// <param name="Remedy">What to do where it does not give them.</param>
public sealed record ModelDemand(string Key, string Endpoint, string Model, int TopLogProbs = 0, string Remedy = "");

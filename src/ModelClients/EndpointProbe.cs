namespace EmergentMisalignment.ModelClients;

/// <summary>What a quick look at an endpoint found.</summary>
/// <param name="Endpoint">The endpoint's name.</param>
/// <param name="Models">What it serves; empty when it does not answer.</param>
/// <param name="Problem">Null when it answers; else one sentence with the cause and the setting to correct.</param>
public sealed record EndpointProbe(string Endpoint, IReadOnlyList<ModelInfo> Models, string? Problem)
{
    public bool Answers => Problem is null;
}

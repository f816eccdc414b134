namespace EmergentMisalignment.ModelClients.Health;

/// <summary>An endpoint of which no call succeeds.</summary>
/// <param name="Endpoint">Its name.</param>
/// <param name="Cause">Why the last call failed, and what to do about it, in a sentence without its full stop; no model text and no secret.</param>
/// <param name="Since">When the first of these failures came.</param>
public sealed record EndpointTrouble(string Endpoint, string Cause, DateTimeOffset Since);

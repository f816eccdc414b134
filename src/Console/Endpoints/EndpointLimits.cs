namespace EmergentMisalignment.Console.Endpoints;

/// <summary>How hard an endpoint may be pressed, as this Console is configured; workers may be told otherwise.</summary>
/// <param name="MaxConcurrency">Calls of one process in flight at once.</param>
/// <param name="MaxN">Most completions that one call asks for.</param>
/// <param name="RequestsPerMinute">Of all processes together, for each model; absent where the provider says, or nobody.</param>
/// <param name="TokensPerMinute">As above, in tokens.</param>
public sealed record EndpointLimits(int MaxConcurrency, int MaxN, int? RequestsPerMinute, int? TokensPerMinute);

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EmergentMisalignment.SamplingWorker.Engines;

/// <summary>A worker whose engine is away is alive and not ready: <c>/health</c> says why, and whoever restarts engines restarts this one.</summary>
internal sealed class EngineHealthCheck(EngineGate gate) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(gate.Problem is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy());
}

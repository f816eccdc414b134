using EmergentMisalignment.Contracts;

namespace EmergentMisalignment.SamplingWorker.Sampling;

/// <summary>At Azure a model answers only once somebody has deployed it: the work waits for that, and says so.</summary>
public sealed class NotDeployedException(string endpoint, string deployment, Exception inner)
    : Exception($"endpoint {endpoint} has no deployment {deployment}: deploy the model under that name, and the work goes on by itself", inner), ITransientFailure
{
    public bool IsTransient => true;

    public TimeSpan? RetryAfter => null;
}

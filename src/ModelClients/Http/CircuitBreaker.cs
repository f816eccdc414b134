using Polly;
using Polly.CircuitBreaker;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>
/// Leaves an endpoint alone that gives nothing but failures: refused connections, 5xx, time-outs, a key it does not accept, an empty account. One call at a time then
/// tries it, at growing distances, and its success opens the way for all. Too many calls (429) are the rate's business, and a call's own mistakes nobody's.
/// </summary>
internal static class CircuitBreaker
{
    // A server that restarts is back within the first pause or the second.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    public static ResiliencePipeline Create(TimeProvider clock, CircuitBreakerStateProvider state, Action<OnCircuitOpenedArguments<object>> opened, Action closed) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }.AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            // Nothing but failures, and enough of them not to be one unlucky question's: a provider that fails half of its calls is still worth asking.
            FailureRatio = 1,
            MinimumThroughput = 8,
            SamplingDuration = TimeSpan.FromMinutes(1),
            BreakDurationGenerator = static pause => new(TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(pause.HalfOpenAttempts, 10)))),
            ShouldHandle = static call => new(call.Outcome.Exception is ModelCallException { IsEndpointsFault: true }),
            StateProvider = state,
            OnOpened = arguments =>
            {
                opened(arguments);
                return default;
            },
            OnClosed = _ =>
            {
                closed();
                return default;
            },
        }).Build();
}

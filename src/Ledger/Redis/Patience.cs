using Polly;
using Polly.Retry;
using StackExchange.Redis;

namespace EmergentMisalignment.Ledger.Redis;

/// <summary>
/// Sits out a server that restarts. Every operation of this room may be made twice: slots, documents and books end the same, a mark or a lease that was
/// taken by an attempt nobody heard of runs out.
/// </summary>
internal static class Patience
{
    public static ResiliencePipeline For(LedgerOptions options) => new ResiliencePipelineBuilder()
        .AddTimeout(options.Timeout)
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(IsAway),
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(50),
            MaxDelay = TimeSpan.FromSeconds(1),
            MaxRetryAttempts = int.MaxValue,
            UseJitter = true,
        })
        .Build();

    /// <summary>The server is not there, is on its way out, or has not read its files back yet.</summary>
    public static bool IsAway(Exception error) => error
        is RedisConnectionException or RedisTimeoutException or TimeoutException
        || (error is RedisServerException && (error.Message.StartsWith("LOADING", StringComparison.Ordinal) || error.Message.StartsWith("SHUTDOWN", StringComparison.Ordinal)));
}

using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>
/// What every call of one endpoint goes through: its place in the queue, then attempts with a time limit each, and waits between them.
/// A call keeps its place while it waits, so an endpoint that says "too much" is pressed less, not more.
/// </summary>
internal sealed partial class CallPipeline : IDisposable
{
    private readonly EndpointOptions _options;
    private readonly FailureTranslator _failures;
    private readonly ModelClientInstruments _instruments;
    private readonly ILogger _logger;
    private readonly ConcurrencyLimiter _turns;
    private readonly ResiliencePipeline _timeLimit;
    private readonly ResiliencePipeline _repeatable;
    private readonly ResiliencePipeline _once;

    public CallPipeline(EndpointOptions options, FailureTranslator failures, ModelClientInstruments instruments, ILogger logger, TimeProvider clock)
    {
        _options = options;
        _failures = failures;
        _instruments = instruments;
        _logger = logger;
        _turns = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = options.MaxConcurrency,
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        instruments.Watch(options, () => options.MaxConcurrency - (_turns.GetStatistics()?.CurrentAvailablePermits ?? options.MaxConcurrency));
        _timeLimit = new ResiliencePipelineBuilder { TimeProvider = clock }.AddTimeout(options.Timeout).Build();
        _repeatable = BuildRetries(clock, static failure => failure.IsRepeatable);
        _once = BuildRetries(clock, static failure => failure.WasNotAccepted);
    }

    /// <summary>Runs a call that may safely be made twice.</summary>
    public ValueTask<T> RunAsync<T, TState>(
        string operation, Func<TState, CancellationToken, ValueTask<T>> attempt, TState state, CancellationToken cancellationToken) =>
        RunAsync(_repeatable, operation, attempt, state, cancellationToken);

    /// <summary>Runs a call that must not take effect twice: repeated only where the endpoint certainly did not take it.</summary>
    public ValueTask<T> RunOnceAsync<T, TState>(
        string operation, Func<TState, CancellationToken, ValueTask<T>> attempt, TState state, CancellationToken cancellationToken) =>
        RunAsync(_once, operation, attempt, state, cancellationToken);

    /// <summary>Runs one attempt, outside the queue.</summary>
    public async ValueTask<T> AttemptAsync<T, TState>(
        string operation, Func<TState, CancellationToken, ValueTask<T>> attempt, TState state, CancellationToken cancellationToken)
    {
        try
        {
            return await _timeLimit.ExecuteAsync(attempt, state, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = await _failures.TranslateAsync(exception, operation, cancellationToken).ConfigureAwait(false);
            if (failure is null)
                throw;
            _instruments.AttemptFailed(_options, failure.Failure);
            throw failure;
        }
        catch (Exception exception)
        {
            // whatever broke, it broke because the caller cancelled, and the caller knows its own token only
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    public void Dispose() => _turns.Dispose();

    private async ValueTask<T> RunAsync<T, TState>(
        ResiliencePipeline retries, string operation, Func<TState, CancellationToken, ValueTask<T>> attempt, TState state, CancellationToken cancellationToken)
    {
        using var turn = await _turns.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        return await retries.ExecuteAsync(
            static (call, token) => call.Pipeline.AttemptAsync(call.Operation, call.Attempt, call.State, token),
            (Pipeline: this, Operation: operation, Attempt: attempt, State: state),
            cancellationToken).ConfigureAwait(false);
    }

    private ResiliencePipeline BuildRetries(TimeProvider clock, Func<ModelCallException, bool> repeatable)
    {
        if (_options.MaxAttempts == 1)
            return ResiliencePipeline.Empty;
        var retries = new RetryStrategyOptions
        {
            MaxRetryAttempts = _options.MaxAttempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = _options.MaxRetryAfter,
            ShouldHandle = arguments => new(
                arguments.Outcome.Exception is ModelCallException failure && repeatable(failure) && !(failure.RetryAfter > _options.MaxRetryAfter)),
            DelayGenerator = static arguments => new(Spread(((ModelCallException)arguments.Outcome.Exception!).RetryAfter)),
            OnRetry = arguments =>
            {
                var failure = ((ModelCallException)arguments.Outcome.Exception!).Failure;
                _instruments.Retried(_options, failure);
                LogRetry(_options.Name, arguments.AttemptNumber + 1, failure, arguments.RetryDelay);
                return default;
            },
        };
        return new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(retries).Build();
    }

    // Never sooner than asked, and up to a tenth later: all calls of a worker were told the same time, and must not come back as one.
    private static TimeSpan? Spread(TimeSpan? retryAfter) => retryAfter * (1 + (0.1 * Random.Shared.NextDouble()));
}

using System.Threading.RateLimiting;
using EmergentMisalignment.ModelClients.Health;
using EmergentMisalignment.ModelClients.Limits;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
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
    private readonly EndpointWatch _watch;
    private readonly ModelClientInstruments _instruments;
    private readonly ILogger _logger;
    private readonly ConcurrencyLimiter _turns;
    private readonly ResiliencePipeline _timeLimit;
    private readonly ResiliencePipeline _breaker;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly ResiliencePipeline _repeatable;
    private readonly ResiliencePipeline _once;
    private volatile ModelCallException? _lastFailure;

    public CallPipeline(
        EndpointOptions options, FailureTranslator failures, EndpointWatch watch, ModelClientInstruments instruments, ILogger logger, TimeProvider clock)
    {
        _options = options;
        _failures = failures;
        _watch = watch;
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
        _breaker = CircuitBreaker.Create(
            clock, _circuit, opened => LogLeftAlone(options.Name, opened.BreakDuration, opened.Outcome.Exception?.Message), () => LogBack(options.Name));
        instruments.Watch(options, () => _circuit.CircuitState is not CircuitState.Closed);
        _repeatable = BuildRetries(clock, static failure => failure.PassesByItself);
        _once = BuildRetries(clock, static failure => failure.WasNotAccepted);
    }

    /// <summary>Runs a call that may safely be made twice.</summary>
    public ValueTask<T> RunAsync<T, TState>(
        string operation, Func<TState, CancellationToken, ValueTask<T>> attempt, TState state, CancellationToken cancellationToken) =>
        RunAsync(_repeatable, operation, attempt, state, cancellationToken);

    /// <summary>Runs a call that may safely be made twice and is limited in rate: each attempt waits for its turn of the budget, outside its time limit.</summary>
    public async ValueTask<T> RunAsync<T, TState>(
        string operation, Func<TState, CancellationToken, ValueTask<T>> attempt, TState state, RateBudget budget, long tokens, CancellationToken cancellationToken, IAttemptWitness? witness = null)
    {
        using var turn = await _turns.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        return await _repeatable.ExecuteAsync(
            static async (call, token) =>
            {
                await call.Budget.EnterAsync(call.Tokens, token).ConfigureAwait(false);
                return await call.Pipeline.TryAsync(call.Operation, call.Attempt, call.State, call.Witness, token).ConfigureAwait(false);
            },
            (Pipeline: this, Operation: operation, Attempt: attempt, State: state, Budget: budget, Tokens: tokens, Witness: witness),
            cancellationToken).ConfigureAwait(false);
    }

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
            var result = await _timeLimit.ExecuteAsync(attempt, state, cancellationToken).ConfigureAwait(false);
            _watch.Succeed();
            return result;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = await _failures.TranslateAsync(exception, operation, cancellationToken).ConfigureAwait(false);
            if (failure is null)
                throw;
            _instruments.AttemptFailed(_options, failure.Failure);
            _watch.Fail(failure);
            if (failure.IsEndpointsFault)
                _lastFailure = failure;
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
            static (call, token) => call.Pipeline.TryAsync(call.Operation, call.Attempt, call.State, token),
            (Pipeline: this, Operation: operation, Attempt: attempt, State: state),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs one attempt before its witness, who is told of it however it ends.</summary>
    private async ValueTask<T> TryAsync<T, TState>(
        string operation, Func<TState, CancellationToken, ValueTask<T>> attempt, TState state, IAttemptWitness? witness, CancellationToken cancellationToken)
    {
        if (witness is null)
            return await TryAsync(operation, attempt, state, cancellationToken).ConfigureAwait(false);

        await witness.BeginAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await TryAsync(operation, attempt, state, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelCallException failure)
        {
            await witness.FailedAsync(failure).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs one attempt, unless the endpoint is left alone for now.</summary>
    private async ValueTask<T> TryAsync<T, TState>(
        string operation, Func<TState, CancellationToken, ValueTask<T>> attempt, TState state, CancellationToken cancellationToken)
    {
        try
        {
            return await _breaker.ExecuteAsync(
                static (call, token) => call.Pipeline.AttemptAsync(call.Operation, call.Attempt, call.State, token),
                (Pipeline: this, Operation: operation, Attempt: attempt, State: state),
                cancellationToken).ConfigureAwait(false);
        }
        catch (BrokenCircuitException leftAlone) when (_lastFailure is { } last)
        {
            // In the words of the failure that led to it, so that work that rests for one cause is told as one.
            throw new ModelCallException(last.Failure, last.Message, leftAlone.RetryAfter, leftAlone) { ErrorCode = last.ErrorCode, WasNotAccepted = true, MayHaveBeenBilled = false };
        }
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

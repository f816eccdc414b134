using EmergentMisalignment.Contracts;

namespace EmergentMisalignment.ModelClients;

/// <summary>A call to a model endpoint that got no usable answer. The message names endpoint, operation and cause, never a prompt, a completion or a key.</summary>
public sealed class ModelCallException(ModelFailure failure, string message, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(message, inner), ITransientFailure
{
    public ModelFailure Failure { get; } = failure;

    /// <summary>How long the endpoint asked to be left alone.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>
    /// Whether the same call may succeed later; all attempts of this one are spent. A key that is not accepted and an empty account count too: once a person has
    /// mended them the work goes on, and until then it rests.
    /// </summary>
    public bool IsTransient => PassesByItself || Failure is ModelFailure.Unauthorized or ModelFailure.QuotaExhausted;

    /// <summary>Whether trying again at once, after a moment, makes sense.</summary>
    internal bool PassesByItself => Failure
        is ModelFailure.RateLimited or ModelFailure.ServerError or ModelFailure.Timeout or ModelFailure.Network or ModelFailure.Malformed or ModelFailure.OutOfMemory;

    /// <summary>Whether it speaks against the endpoint as a whole, not against this call or the number of calls.</summary>
    internal bool IsEndpointsFault => Failure
        is ModelFailure.ServerError or ModelFailure.Timeout or ModelFailure.Network or ModelFailure.Unauthorized or ModelFailure.QuotaExhausted;

    /// <summary>The HTTP status that was answered; null where no answer came.</summary>
    internal int? Status { get; init; }

    /// <summary>The server's own word for the error, such as <c>context_length_exceeded</c>, where it gives one.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>
    /// Whether it may stand on the bill although it brought nothing: the work was perhaps done before the connection broke, or before a gateway lost patience.
    /// What an endpoint refuses or fails at itself, it does not bill.
    /// </summary>
    public bool MayHaveBeenBilled { get; init; } = failure is ModelFailure.Timeout or ModelFailure.Network or ModelFailure.Malformed;

    /// <summary>The endpoint certainly did nothing: repeating cannot do anything twice.</summary>
    public bool WasNotAccepted { get; init; } = failure is ModelFailure.RateLimited;
}

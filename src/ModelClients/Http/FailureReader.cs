using System.ClientModel.Primitives;
using System.Text.Json;
using EmergentMisalignment.ModelClients.Wire;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>Turns an error response into a <see cref="ModelCallException"/>.</summary>
internal sealed class FailureReader(EndpointOptions options, TimeProvider clock)
{
    private const int LongestQuote = 300;

    /// <param name="response">The response; its body is read if it has one.</param>
    /// <param name="operation">What was asked for, as the exception's message will name it.</param>
    /// <param name="quotable">Whether the server's own words may be repeated: not where they may repeat a prompt.</param>
    /// <param name="cancellationToken">Ends the reading of the body.</param>
    public async ValueTask<ModelCallException> ReadAsync(
        PipelineResponse response, string operation, bool quotable, CancellationToken cancellationToken)
    {
        var error = Parse((await response.BufferContentAsync(cancellationToken).ConfigureAwait(false)).ToMemory());
        var code = Word(error?.Code?.ToString());
        var failure = IsOutOfMemory(error) ? ModelFailure.OutOfMemory : Classify(response.Status, code);
        var message = $"endpoint {options.Name} answered {response.Status} to {operation}{Codes(error, code)}{Advice(failure)}{Quote(error, failure, quotable)}";
        return new ModelCallException(failure, message, RetryAfter.Read(response.Headers, clock) ?? PatienceFor(code))
        {
            ErrorCode = code,
            Status = response.Status,
            MayHaveBeenBilled = response.Status is 408 or 502 or 504,
        };
    }

    /// <summary>A limit on jobs under way or on a day's jobs does not pass in a moment: whoever meets it is to come back later, and say why it waits.</summary>
    private static TimeSpan? PatienceFor(string? code) =>
        code is not null && (code.Contains("daily", StringComparison.OrdinalIgnoreCase) || code is "quotaExceeded") ? TimeSpan.FromMinutes(10) : null;

    /// <summary>The failure of one request of a batch, told as if it had been made alone; the words may repeat its prompt, so they are left out.</summary>
    public ModelCallException Read(BatchLineResponse response)
    {
        var error = response.Body.ValueKind is JsonValueKind.Object ? response.Body.Deserialize(WireJson.Default.ErrorResponse)?.Error : null;
        var code = Word(error?.Code?.ToString());
        var failure = Classify(response.StatusCode, code);
        return new ModelCallException(failure, $"endpoint {options.Name} answered {response.StatusCode} to a chat of a batch{Codes(error, code)}{Advice(failure)}") { ErrorCode = code };
    }

    /// <summary>A request that its batch did not come to.</summary>
    public ModelCallException NotServed(ErrorDetail? error)
    {
        var code = Word(error?.Code?.ToString());
        return new ModelCallException(ModelFailure.Timeout, $"endpoint {options.Name} did not come to a chat of a batch{Codes(error, code)}") { ErrorCode = code, MayHaveBeenBilled = false };
    }

    private static ErrorDetail? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, WireJson.Default.ErrorResponse)?.Error;
        }
        catch (JsonException)
        {
            // gateways answer in HTML; the status says enough
            return null;
        }
    }

    private static ModelFailure Classify(int status, string? code) => status switch
    {
        429 when code is "insufficient_quota" or "billing_hard_limit_reached" => ModelFailure.QuotaExhausted,
        429 => ModelFailure.RateLimited,
        408 => ModelFailure.Timeout,
        401 or 403 => ModelFailure.Unauthorized,
        404 => ModelFailure.NotFound,
        >= 500 => ModelFailure.ServerError,
        _ => ModelFailure.InvalidRequest,
    };

    // PyTorch's words, which servers pass on with whatever status.
    private static bool IsOutOfMemory(ErrorDetail? error) => error?.Message?.Contains("out of memory. Tried to allocate", StringComparison.Ordinal) ?? false;

    private string Codes(ErrorDetail? error, string? code)
    {
        var words = string.Join(", ", new[] { code ?? Word(error?.Type), Word(error?.Param) }.Where(word => word is not null));
        return words.Length > 0 ? $" ({words})" : "";
    }

    private string Advice(ModelFailure failure) => failure switch
    {
        ModelFailure.Unauthorized => $": check Endpoints:{options.Name}:ApiKey",
        ModelFailure.QuotaExhausted => ": its account has nothing left to spend; add credit or raise its limit, and the work goes on by itself",
        _ => "",
    };

    // The words of a 401 repeat part of the key.
    private string Quote(ErrorDetail? error, ModelFailure failure, bool quotable)
    {
        if (!quotable || failure is ModelFailure.Unauthorized || error?.Message is not { Length: > 0 } message)
            return "";
        // In this order: a key that is cut in two is no longer found.
        var quote = options.WithoutKey(message)!;
        return ": " + (quote.Length > LongestQuote ? quote[..LongestQuote] + "…" : quote);
    }

    // Codes are identifiers; anything else in their place might be somebody's text, or the key.
    private string? Word(string? text) =>
        options.WithoutKey(text) == text && text is { Length: > 0 and <= 64 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '[' or ']') ? text : null;
}

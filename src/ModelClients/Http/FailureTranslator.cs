using System.ClientModel;
using System.Text.Json;
using EmergentMisalignment.ModelClients.Wire;
using Polly.Timeout;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>Turns what an attempt threw into a <see cref="ModelCallException"/>: one vocabulary, whichever layer failed.</summary>
internal sealed class FailureTranslator(EndpointOptions options, FailureReader reader)
{
    /// <summary>Null for what is no failure of a call but a mistake of this program.</summary>
    public async ValueTask<ModelCallException?> TranslateAsync(Exception exception, string operation, CancellationToken cancellationToken) => exception switch
    {
        ModelCallException known => known,
        ClientResultException { Status: > 0 } status when status.GetRawResponse() is { } response =>
            await reader.ReadAsync(response, operation, quotable: true, cancellationToken).ConfigureAwait(false),
        ClientResultException { InnerException: HttpRequestException network } => Unreachable(network, operation),
        HttpRequestException network => Unreachable(network, operation),
        IOException broken => Failed(ModelFailure.Network, $"broke the connection in its answer to {operation}", broken),
        TimeoutRejectedException => Failed(ModelFailure.Timeout, $"gave no whole answer to {operation} within {options.Timeout.TotalSeconds:0.###} s"),
        OperationCanceledException => Failed(ModelFailure.Network, $"did not accept a connection for {operation} in time", accepted: false),
        JsonException json => Failed(ModelFailure.Malformed, $"answered {operation} with malformed JSON (at byte {json.BytePositionInLine} of line {json.LineNumber + 1})"),
        MalformedAnswerException malformed => Failed(ModelFailure.Malformed, $"answered {operation} against the protocol: {malformed.Message}"),
        _ => null,
    };

    private ModelCallException Unreachable(HttpRequestException exception, string operation)
    {
        var (cause, accepted) = exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => ("its host name does not resolve", false),
            HttpRequestError.ConnectionError => ("connection refused", false),
            HttpRequestError.SecureConnectionError => ("no secure connection", false),
            HttpRequestError.ResponseEnded => ("it closed the connection", true),
            _ => ("the connection broke", true),
        };
        return Failed(ModelFailure.Network, $"at {options.Url} does not answer {operation} ({cause})", exception, accepted);
    }

    private ModelCallException Failed(ModelFailure failure, string what, Exception? inner = null, bool accepted = true) =>
        new(failure, $"endpoint {options.Name} {what}", retryAfter: null, inner) { WasNotAccepted = !accepted, MayHaveBeenBilled = accepted };
}

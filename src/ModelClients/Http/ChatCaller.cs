using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using EmergentMisalignment.ModelClients.Limits;
using EmergentMisalignment.ModelClients.Wire;
using OpenAI;
using OpenAI.Chat;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>Chat completions by the SDK's protocol method: its JSON is this room's own, because the SDK's options know no <c>n</c>.</summary>
internal sealed class ChatCaller(
    EndpointOptions options, OpenAIClient sdk, CallPipeline pipeline, FailureReader failures, ModelClientInstruments instruments,
    RateBudgets budgets)
{
    private const string Operation = "a chat";

    // Non-ASCII text stays as it is: half the bytes, and this JSON never meets a browser.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ConcurrentDictionary<string, ChatClient> _clients = new(StringComparer.Ordinal);

    public async Task<ChatResult> CompleteAsync(ChatCall call, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(call.N, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(call.N, options.MaxN);
        using var span = instruments.StartChat(options, call);
        var body = Write(call);
        try
        {
            var budget = budgets.For(call.Model);
            var result = await pipeline.RunAsync(
                Operation, static (state, token) => state.Caller.AttemptAsync(state.Call, state.Body, state.Budget, token),
                (Caller: this, Call: call, Body: body, Budget: budget), budget, TokenEstimate.Of(call), cancellationToken, call.Witness).ConfigureAwait(false);
            body.Return();
            span.Complete(result);
            return result;
        }
        catch (Exception exception)
        {
            span.Fail(exception);
            throw;
        }
    }

    private async ValueTask<ChatResult> AttemptAsync(ChatCall call, PooledBody body, RateBudget budget, CancellationToken cancellationToken)
    {
        var request = new RequestOptions
        {
            CancellationToken = cancellationToken,
            BufferResponse = false,
            ErrorOptions = ClientErrorBehaviors.NoThrow,
        };
        var answer = await ClientFor(call.Model).CompleteChatAsync(body.AsContent(), request).ConfigureAwait(false);
        using var response = answer.GetRawResponse();
        if (!response.IsError)
        {
            budget.Accepted(response.Headers);
            var chat = await PooledReader.ReadAsync(response.ContentStream!, WireJson.Default.ChatResponse, cancellationToken).ConfigureAwait(false);
            return ChatAnswer.Read(chat, call);
        }

        var failure = await failures.ReadAsync(response, Operation, quotable: instruments.CapturesContent, cancellationToken).ConfigureAwait(false);
        if (failure.Failure is ModelFailure.RateLimited)
            budget.Refused(failure.RetryAfter);
        return failure is { Failure: ModelFailure.InvalidRequest, ErrorCode: FinishReasons.ContentFilter } ? ChatAnswer.Filtered(call) : throw failure;
    }

    // Azure's address names the deployment, so it needs a client for each; elsewhere the model stands in the body.
    private ChatClient ClientFor(string model) =>
        _clients.GetOrAdd(options.Kind is EndpointKind.Azure ? model : "", static (_, state) => state.sdk.GetChatClient(state.model), (sdk, model));

    private PooledBody Write(ChatCall call)
    {
        var body = new PooledBody();
        using var writer = new Utf8JsonWriter(body, Writing);
        JsonSerializer.Serialize(writer, ChatRequest.Of(call, options.Kind), WireJson.Default.ChatRequest);
        return body;
    }
}

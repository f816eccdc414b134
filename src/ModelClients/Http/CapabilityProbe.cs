using System.ClientModel;
using System.Text.Json;
using EmergentMisalignment.ModelClients.Wire;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>Finds out by cheap calls what an endpoint can do. Only clear answers count: whoever is throttled or broken is asked again another day.</summary>
internal sealed class CapabilityProbe(EndpointOptions options, EndpointWire wire, CallPipeline pipeline)
{
    private const int MostCandidates = 20;
    private const int FewCandidates = 5;

    /// <summary>What concerns all models of the endpoint.</summary>
    public async Task<EndpointCapabilities> AskEndpointAsync(CancellationToken cancellationToken) => new()
    {
        FineTuning = await HasRouteAsync("GET", "fine_tuning/jobs?limit=1", "the list of fine-tunes", cancellationToken).ConfigureAwait(false),
        Batch = await HasRouteAsync("GET", "batches?limit=1", "the list of batches", cancellationToken).ConfigureAwait(false),
        LoraLoading = options.Kind is EndpointKind.Compatible or EndpointKind.Petri
            ? await HasRouteAsync("POST", "load_lora_adapter", "the loading of no adapter", cancellationToken).ConfigureAwait(false)
            : false,
    };

    /// <summary>What one model can do; null where the endpoint has no such model.</summary>
    public async Task<ModelProbe?> AskModelAsync(string model, CancellationToken cancellationToken)
    {
        try
        {
            // All at once, which nearly always works; and one thing after the other where it does not.
            var call = new ChatCall { Model = model, Messages = [new ChatMessage("user", "1")], MaxTokens = 1 };
            if (await TryAsync(call with { N = 2, Seed = 0, TopLogProbs = MostCandidates }, cancellationToken).ConfigureAwait(false) is { } all)
                return Read(all, MostCandidates, seed: true);

            var bare = await AskAsync(call, cancellationToken).ConfigureAwait(false);
            var most = await TryAsync(call with { TopLogProbs = MostCandidates }, cancellationToken).ConfigureAwait(false);
            var read = most ?? await TryAsync(call with { TopLogProbs = FewCandidates }, cancellationToken).ConfigureAwait(false) ?? bare;
            var several = await TryAsync(call with { N = 2 }, cancellationToken).ConfigureAwait(false) ?? bare;
            var seeded = await TryAsync(call with { Seed = 0 }, cancellationToken).ConfigureAwait(false);
            return Read(read, most is null ? FewCandidates : MostCandidates, seed: seeded is not null) with { N = several.Choices?.Length == 2 };
        }
        catch (ModelCallException exception) when (exception.Failure is ModelFailure.NotFound)
        {
            return null;
        }
    }

    /// <summary>A model that is certain of its token has fewer candidates than were asked for, so what was taken without complaint counts.</summary>
    private static ModelProbe Read(ChatResponse answer, int asked, bool seed)
    {
        var hasLogProbs = answer.Choices is [{ Logprobs.Content: not null }, ..];
        return new ModelProbe(hasLogProbs, hasLogProbs ? asked : 0, answer.Choices?.Length == 2, seed);
    }

    /// <summary>Null where the request is refused for what it asks.</summary>
    private async Task<ChatResponse?> TryAsync(ChatCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelCallException exception) when (exception.Failure is ModelFailure.InvalidRequest)
        {
            return null;
        }
    }

    private async Task<ChatResponse> AskAsync(ChatCall call, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(ChatRequest.Of(call, options.Kind), WireJson.Default.ChatRequest);
        var path = options.Kind is EndpointKind.Azure ? $"deployments/{Uri.EscapeDataString(call.Model)}/chat/completions" : "chat/completions";
        return await pipeline.RunAsync(
            "a question about what it can do",
            static (state, token) => state.wire.PostAsync(
                state.path, BinaryContent.Create(BinaryData.FromBytes(state.body)), "a question about what it can do", WireJson.Default.ChatResponse, token),
            (wire, path, body), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A route that complains about an empty request is there; one that is not says 404 or 405. To somebody who may not use it, it is not there either.</summary>
    private async Task<bool> HasRouteAsync(string method, string path, string operation, CancellationToken cancellationToken)
    {
        try
        {
            await pipeline.RunAsync(
                operation,
                static (state, token) => state.method == "GET"
                    ? state.wire.GetAsync(state.path, state.operation, WireJson.Default.JsonElement, token)
                    : state.wire.PostAsync(state.path, BinaryContent.Create(BinaryData.FromString("{}")), state.operation, WireJson.Default.JsonElement, token),
                (wire, method, path, operation), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ModelCallException exception) when (exception.Failure is ModelFailure.InvalidRequest)
        {
            return exception.Status is not 405;
        }
        catch (ModelCallException exception) when (exception.Failure is ModelFailure.NotFound or ModelFailure.Unauthorized || exception.Status is 501)
        {
            return false;
        }
    }
}

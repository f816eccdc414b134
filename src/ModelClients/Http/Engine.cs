using System.ClientModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EmergentMisalignment.ModelClients.Wire;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>vLLM's own routes, read from its sources at 0.11 and at the head of 2026.</summary>
internal sealed class Engine(EndpointOptions options, EndpointWire wire, CallPipeline pipeline) : IEngine
{
    /// <summary>A server whose loop is busy with hundreds of requests answers late; one that hangs never does.</summary>
    private static readonly TimeSpan LookTimeout = TimeSpan.FromSeconds(10);

    public EndpointOptions Options => options;

    public async Task<EngineHealth> HealthAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await LookAsync("its health", (token) => wire.DownloadAsync("health", "its health", token), cancellationToken).ConfigureAwait(false);
            return EngineHealth.Ready;
        }
        catch (ModelCallException exception) when (exception.Failure is ModelFailure.NotFound)
        {
            return await ListHealthAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ModelCallException exception)
        {
            return new EngineHealth(false, exception.Message);
        }
    }

    public async Task<EngineLoad?> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await LookAsync("its metrics", (token) => wire.DownloadAsync("metrics", "its metrics", token), cancellationToken).ConfigureAwait(false);
            using var reader = new StreamReader(answer);
            return EngineMetrics.Read(await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (ModelCallException exception) when (exception.Failure is ModelFailure.NotFound)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<ServedModel>> ModelsAsync(CancellationToken cancellationToken)
    {
        var page = await LookAsync(
            "the list of models", (token) => wire.GetAsync("models", "the list of models", WireJson.Default.ModelPage, token), cancellationToken).ConfigureAwait(false);
        return Array.ConvertAll(page.Data ?? [], static model => new ServedModel(model.Id, model.Parent, model.Root));
    }

    public Task LoadAdapterAsync(string name, string folder, CancellationToken cancellationToken) =>
        PostAsync("load_lora_adapter", "the loading of an adapter", new AdapterToLoad(name, folder), WireJson.Default.AdapterToLoad, cancellationToken);

    public async Task UnloadAdapterAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await PostAsync("unload_lora_adapter", "the unloading of an adapter", new AdapterToUnload(name), WireJson.Default.AdapterToUnload, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelCallException exception) when (exception.Failure is ModelFailure.NotFound)
        {
            // Gone already: what was asked for.
        }
    }

    private async Task<EngineHealth> ListHealthAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ModelsAsync(cancellationToken).ConfigureAwait(false);
            return EngineHealth.Ready;
        }
        catch (ModelCallException exception)
        {
            return new EngineHealth(false, exception.Message);
        }
    }

    /// <summary>Once, and not again: loading is no small thing, and whoever asked knows better what to do instead.</summary>
    private async Task PostAsync<T>(string path, string operation, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var content = BinaryContent.Create(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(body, type)));
        await pipeline.AttemptAsync(
            operation, static (call, token) => call.wire.PostAsync(call.path, call.content, call.operation, token), (wire, path, content, operation), cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> LookAsync<T>(string operation, Func<CancellationToken, ValueTask<T>> look, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LookTimeout);
        try
        {
            return await pipeline.AttemptAsync(operation, static (look, token) => look(token), look, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelCallException(ModelFailure.Timeout, EndpointProblem.Silent(options, LookTimeout));
        }
    }
}

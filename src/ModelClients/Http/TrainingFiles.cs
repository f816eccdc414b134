using System.Text.Json.Serialization.Metadata;
using EmergentMisalignment.ModelClients.Wire;
using OpenAI.Files;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>Fine-tuning data sets at the endpoint.</summary>
internal sealed class TrainingFiles(EndpointOptions options, OpenAIFileClient sdk, EndpointWire wire, CallPipeline pipeline)
{
    // OpenAI's largest page.
    private const int PageSize = 10_000;

    public async Task<string> UploadAsync(string fileName, Stream content, CancellationToken cancellationToken)
    {
        var bytes = await BinaryData.FromStreamAsync(content, cancellationToken).ConfigureAwait(false);
        return await pipeline.RunAsync(
            "the upload of a file",
            static async (state, token) => (await state.sdk.UploadFileAsync(state.bytes.ToStream(), state.fileName, FileUploadPurpose.FineTune, token)
                .ConfigureAwait(false)).Value.Id,
            (sdk, bytes, fileName), cancellationToken).ConfigureAwait(false);
    }

    public async Task<TrainingFile?> GetAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await GetAsync($"files/{Uri.EscapeDataString(id)}", "the look-up of a file", WireJson.Default.FileItem, cancellationToken).ConfigureAwait(false)).ToFile(options);
        }
        catch (ModelCallException exception) when (exception.Failure is ModelFailure.NotFound)
        {
            return null;
        }
    }

    /// <summary>The newest file of that name that can be trained on, now or soon.</summary>
    public async Task<TrainingFile?> FindAsync(string fileName, CancellationToken cancellationToken)
    {
        // Azure lists all files in one page and knows no parameters.
        var query = options.Kind is EndpointKind.Azure ? "" : $"?purpose=fine-tune&limit={PageSize}";
        for (var after = ""; ;)
        {
            var page = await GetAsync($"files{query}{after}", "the list of files", WireJson.Default.FilePage, cancellationToken).ConfigureAwait(false);
            var files = page.Data ?? [];
            if (Array.Find(files, file => file.Filename == fileName && file.ToFile(options).Status is not TrainingFileStatus.Refused) is { } found)
                return found.ToFile(options);
            if (!page.HasMore || files.Length == 0)
                return null;
            after = $"&after={Uri.EscapeDataString(files[^1].Id)}";
        }
    }

    private ValueTask<T> GetAsync<T>(string path, string operation, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        pipeline.RunAsync(
            operation, static (state, token) => state.wire.GetAsync(state.path, state.operation, state.type, token),
            (wire, path, operation, type), cancellationToken);
}

using System.Buffers;
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using EmergentMisalignment.ModelClients.Batches;
using EmergentMisalignment.ModelClients.Wire;
using OpenAI.Files;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>
/// Batches: their files through the SDK's client for files, the rest through its pipeline, because the SDK's client for batches follows each of them with a
/// poll of its own and shows nothing but JSON.
/// </summary>
internal sealed class ModelBatches(EndpointOptions options, OpenAIFileClient files, EndpointWire wire, CallPipeline pipeline, FailureReader failures) : IModelBatches
{
    private const string Batches = "batches";
    private const string Window = "24h";
    private const string Download = "the results of a batch";

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly PagedWire _pages = new(wire, pipeline);

    // Azure's requests name their deployment in the body, and their address without a version.
    private string ChatPath => options.Kind is EndpointKind.Azure ? "/chat/completions" : "/v1/chat/completions";

    public void WriteLine(IBufferWriter<byte> output, string customId, ChatCall call)
    {
        using (var writer = new Utf8JsonWriter(output, Writing))
            JsonSerializer.Serialize(writer, new BatchRequestLine(customId, "POST", ChatPath, ChatRequest.Of(call, options.Kind)), WireJson.Default.BatchRequestLine);
        output.Write("\n"u8);
    }

    public async Task<string> UploadAsync(string fileName, Func<Stream> open, CancellationToken cancellationToken) =>
        await pipeline.RunAsync(
            "the upload of a batch's file",
            static async (state, token) =>
            {
                await using var content = state.open();
                return (await state.files.UploadFileAsync(content, state.fileName, FileUploadPurpose.Batch, token).ConfigureAwait(false)).Value.Id;
            },
            (files, open, fileName), cancellationToken).ConfigureAwait(false);

    public async Task<ModelBatch> CreateAsync(string inputFile, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var request = new BatchRequest(inputFile, ChatPath, Window, metadata.Count > 0 ? metadata : null);
        var batch = await pipeline.RunOnceAsync(
            "the submission of a batch",
            static (state, token) => state.wire.PostAsync(
                Batches, BinaryContent.Create(BinaryData.FromBytes(state.body)), "the submission of a batch", WireJson.Default.BatchResponse, token),
            (wire, body: JsonSerializer.SerializeToUtf8Bytes(request, WireJson.Default.BatchRequest)), cancellationToken).ConfigureAwait(false);
        return batch.ToBatch(options);
    }

    public async Task<ModelBatch> GetAsync(string batchId, CancellationToken cancellationToken) =>
        (await _pages.GetAsync(PathOf(batchId), "the look-up of a batch", WireJson.Default.BatchResponse, cancellationToken).ConfigureAwait(false)).ToBatch(options);

    public async Task<ModelBatch?> FindAsync(string metadataKey, string metadataValue, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var batches = _pages.PagesAsync(Batches, "", "the search for a batch", WireJson.Default.BatchPage, static (BatchResponse batch) => batch.Id, cancellationToken);
        await foreach (var batch in batches.ConfigureAwait(false))
        {
            if (UnixTime.Of(batch.CreatedAt) < since)
                return null;
            if (batch.Metadata is not null && batch.Metadata.TryGetValue(metadataKey, out var value) && value == metadataValue)
                return batch.ToBatch(options);
        }

        return null;
    }

    public async Task<ModelBatch> CancelAsync(string batchId, CancellationToken cancellationToken)
    {
        var batch = await pipeline.RunAsync(
            "the cancellation of a batch",
            static (state, token) => state.wire.PostAsync($"{PathOf(state.batchId)}/cancel", null, "the cancellation of a batch", WireJson.Default.BatchResponse, token),
            (wire, batchId), cancellationToken).ConfigureAwait(false);
        return batch.ToBatch(options);
    }

    public async IAsyncEnumerable<BatchReply> RepliesAsync(
        ModelBatch batch, Func<string, ChatCall?> call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in new[] { batch.OutputFile, batch.ErrorFile }.OfType<string>())
        {
            await using var content = await DownloadAsync(file, cancellationToken).ConfigureAwait(false);
            using var reader = new StreamReader(content);
            for (var number = 1; await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } text; number++)
            {
                if (text.Length > 0 && Read(text, file, number, call) is { } reply)
                    yield return reply;
            }
        }
    }

    /// <summary>A file of results may be hundreds of megabytes: it waits on the disk, and is gone when it is closed.</summary>
    private async Task<Stream> DownloadAsync(string file, CancellationToken cancellationToken)
    {
        var content = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await pipeline.RunAsync(
                Download,
                static async (state, token) =>
                {
                    var answer = await state.files.DownloadFileAsync(state.file, new RequestOptions { CancellationToken = token, BufferResponse = false }).ConfigureAwait(false);
                    using var response = answer.GetRawResponse();
                    state.content.SetLength(0);
                    await response.ContentStream!.CopyToAsync(state.content, token).ConfigureAwait(false);
                    return true;
                },
                (files, file, content), cancellationToken).ConfigureAwait(false);
            content.Position = 0;
            return content;
        }
        catch
        {
            await content.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private BatchReply? Read(string text, string file, int number, Func<string, ChatCall?> call)
    {
        try
        {
            var line = JsonSerializer.Deserialize(text, WireJson.Default.BatchResponseLine);
            return line?.CustomId is { } id ? Read(line, id, call(id)) : null;
        }
        catch (JsonException json)
        {
            throw new ModelCallException(ModelFailure.Malformed, $"endpoint {options.Name} wrote line {number} of file {file} as malformed JSON (at byte {json.BytePositionInLine})");
        }
    }

    private BatchReply? Read(BatchResponseLine line, string id, ChatCall? call)
    {
        var answer = line.Response is { StatusCode: >= 200 and < 300, Body: var body } ? body.Deserialize(WireJson.Default.ChatResponse) : null;
        var billed = ChatAnswer.Billed(answer?.Usage);
        if (call is not { } asked)
            return billed is null ? null : new BatchReply(id, null, null) { Usage = billed };
        if (line.Response is not { } response)
            return new BatchReply(id, null, failures.NotServed(line.Error));
        if (response.StatusCode is >= 200 and < 300)
        {
            try
            {
                return new BatchReply(id, ChatAnswer.Read(answer ?? throw new MalformedAnswerException("the answer is null"), asked), null) { Usage = billed };
            }
            catch (MalformedAnswerException malformed)
            {
                var against = new ModelCallException(ModelFailure.Malformed, $"endpoint {options.Name} answered a chat of a batch against the protocol: {malformed.Message}");
                return new BatchReply(id, null, against) { Usage = billed };
            }
        }

        var failure = failures.Read(response);
        return failure is { Failure: ModelFailure.InvalidRequest, ErrorCode: FinishReasons.ContentFilter }
            ? new BatchReply(id, ChatAnswer.Filtered(asked), null)
            : new BatchReply(id, null, failure);
    }

    private static string PathOf(string batchId) => $"{Batches}/{Uri.EscapeDataString(batchId)}";
}

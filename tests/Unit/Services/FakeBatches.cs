using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ModelClients.Batches;

namespace EmergentMisalignment.Unit.Services;

/// <summary>A provider's batch API in this process: a batch is served when it is first looked at, by the calls of its endpoint.</summary>
internal sealed class FakeBatches(IModelEndpoint endpoint) : IModelBatches
{
    private readonly ConcurrentDictionary<string, ChatCall> _calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string[]> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (ModelBatch Batch, List<BatchReply> Replies)> _batches = new(StringComparer.Ordinal);

    private int _uploads;
    private int _creations;

    /// <summary>Names of the requests that were answered, and so paid for, in all batches.</summary>
    public ConcurrentQueue<string> Served { get; } = new();

    /// <summary>The files of the batches that were made.</summary>
    public ConcurrentQueue<string[]> Submitted { get; } = new();

    /// <summary>From a batch's number and its requests to how many of them are served before it expires; all by default.</summary>
    public Func<int, int, int> ServedOf { get; set; } = (_, requests) => requests;

    /// <summary>Why a request fails, if it does.</summary>
    public Func<string, ModelCallException?> Fails { get; set; } = _ => null;

    /// <summary>The batches that fail as a whole, by their number, with their error codes.</summary>
    public Func<int, string?> FailsWhole { get; set; } = _ => null;

    /// <summary>Whether batches stay in progress until they are cancelled.</summary>
    public bool Waits { get; set; }

    /// <summary>Called before each line of a file is written.</summary>
    public Action Writing { get; set; } = () => { };

    /// <summary>Where each batch stands.</summary>
    public IEnumerable<BatchStatus> Statuses => _batches.Values.Select(found => found.Batch.Status);

    /// <summary>Called at the places named <c>uploaded</c>, <c>created</c>, <c>looked</c>, <c>cancelled</c> and <c>read</c>: throw to be a process that dies there.</summary>
    public Action<string> At { get; set; } = _ => { };

    public void WriteLine(IBufferWriter<byte> output, string customId, ChatCall call)
    {
        Writing();
        _calls[customId] = call;
        output.Write(Encoding.UTF8.GetBytes(customId + "\n"));
    }

    public async Task<string> UploadAsync(string fileName, Func<Stream> open, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(open());
        var id = $"file-{Interlocked.Increment(ref _uploads)}";
        _files[id] = (await reader.ReadToEndAsync(cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        At("uploaded");
        return id;
    }

    public Task<ModelBatch> CreateAsync(string inputFile, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var batch = new ModelBatch($"batch-{Interlocked.Increment(ref _creations) - 1}", BatchStatus.Validating)
        {
            InputFile = inputFile,
            Metadata = metadata,
            Total = _files[inputFile].Length,
            CreatedAt = DateTimeOffset.UtcNow,
        };
        _batches[batch.Id] = (batch, []);
        Submitted.Enqueue(_files[inputFile]);
        At("created");
        return Task.FromResult(batch);
    }

    public async Task<ModelBatch> GetAsync(string batchId, CancellationToken cancellationToken)
    {
        var (batch, replies) = _batches[batchId];
        if (!batch.HasEnded && (!Waits || batch.Status is BatchStatus.Cancelling))
        {
            batch = await ServeAsync(batch, replies, int.Parse(batchId.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture), cancellationToken);
            _batches[batchId] = (batch, replies);
        }

        At("looked");
        return batch;
    }

    public Task<ModelBatch?> FindAsync(string metadataKey, string metadataValue, DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult(_batches.Values.Select(found => found.Batch).FirstOrDefault(batch => batch.Metadata.GetValueOrDefault(metadataKey) == metadataValue));

    public Task<ModelBatch> CancelAsync(string batchId, CancellationToken cancellationToken)
    {
        var (batch, replies) = _batches[batchId];
        if (batch.HasEnded)
            throw new ModelCallException(ModelFailure.InvalidRequest, $"endpoint petri answered 400 to the cancellation of a batch: it is {batch.Status}");

        _batches[batchId] = (batch with { Status = BatchStatus.Cancelling }, replies);
        At("cancelled");
        return Task.FromResult(_batches[batchId].Batch);
    }

    public async IAsyncEnumerable<BatchReply> RepliesAsync(ModelBatch batch, Func<string, ChatCall?> call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var reply in _batches[batch.Id].Replies)
        {
            At("read");
            await Task.Yield();
            yield return call(reply.CustomId) is null ? reply with { Result = null, Failure = null } : reply;
        }
    }

    private async Task<ModelBatch> ServeAsync(ModelBatch batch, List<BatchReply> replies, int number, CancellationToken cancellationToken)
    {
        if (FailsWhole(number) is { } code)
            return batch with { Status = BatchStatus.Failed, ErrorCode = code, Error = $"The batch failed: {code}." };

        var ids = _files[batch.InputFile];
        var served = ServedOf(number, ids.Length);
        foreach (var id in ids.Take(served))
        {
            if (Fails(id) is { } failure)
            {
                replies.Add(new BatchReply(id, null, failure));
                continue;
            }

            var result = await endpoint.CompleteAsync(_calls[id], cancellationToken);
            replies.Add(new BatchReply(id, result, null) { Usage = new TokenUsage(result.PromptTokens, result.CompletionTokens) });
            Served.Enqueue(id);
        }

        if (batch.Status is BatchStatus.Cancelling)
            return batch with { Status = BatchStatus.Cancelled, Completed = replies.Count };

        replies.AddRange(ids.Skip(served).Select(id => new BatchReply(id, null, new ModelCallException(ModelFailure.Timeout, "The batch expired.") { ErrorCode = "batch_expired", MayHaveBeenBilled = false })));
        return batch with { Status = served < ids.Length ? BatchStatus.Expired : BatchStatus.Completed, Completed = replies.Count(reply => reply.Result is not null) };
    }
}

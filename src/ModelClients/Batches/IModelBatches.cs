using System.Buffers;

namespace EmergentMisalignment.ModelClients.Batches;

/// <summary>
/// An endpoint's batch API: files of chat requests that are answered within a day, for half the price where the provider has two prices. All requests of a
/// file ask one model.
/// </summary>
/// <remarks>Calls go through the endpoint's queue and fail as its other calls do, with a <see cref="ModelCallException"/>.</remarks>
public interface IModelBatches
{
    /// <summary>Writes one line of a batch's file: the same request that a live call would send.</summary>
    /// <param name="output">Where the line goes, its line break included.</param>
    /// <param name="customId">The request's name in the results, at most 64 characters, unique in the file.</param>
    /// <param name="call">The request.</param>
    void WriteLine(IBufferWriter<byte> output, string customId, ChatCall call);

    /// <summary>Uploads a batch's file and returns its id. Costs nothing, so it may be done twice.</summary>
    /// <param name="fileName">The name that it has at the endpoint.</param>
    /// <param name="open">Opens the content from its start, for each attempt anew.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    Task<string> UploadAsync(string fileName, Func<Stream> open, CancellationToken cancellationToken);

    /// <summary>
    /// Submits a batch. Repeated only where the endpoint cannot have seen it: after any other transient failure look for the batch with
    /// <see cref="FindAsync"/> before submitting again, because each batch costs money.
    /// </summary>
    /// <param name="inputFile">What <see cref="UploadAsync"/> returned.</param>
    /// <param name="metadata">At most 16 entries, keys of 64 and values of 512 characters (OpenAI's limits).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ModelBatch> CreateAsync(string inputFile, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken);

    Task<ModelBatch> GetAsync(string batchId, CancellationToken cancellationToken);

    /// <summary>The newest batch whose metadata has this entry, or null. Endpoints cannot be asked for it, so their list is read, newest first.</summary>
    /// <param name="metadataKey">The entry's key.</param>
    /// <param name="metadataValue">The entry's value.</param>
    /// <param name="since">Older batches are not looked at.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<ModelBatch?> FindAsync(string metadataKey, string metadataValue, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Asks the endpoint to end the batch; what was served by then can still be had.</summary>
    Task<ModelBatch> CancelAsync(string batchId, CancellationToken cancellationToken);

    /// <summary>Reads what came of an ended batch, answers first, in no order otherwise. Requests that the files do not name were not served.</summary>
    /// <param name="batch">The batch, ended.</param>
    /// <param name="call">The request that a name stands for (its messages may be left out), or null to have only what its line says of the bill.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<BatchReply> RepliesAsync(ModelBatch batch, Func<string, ChatCall?> call, CancellationToken cancellationToken);
}

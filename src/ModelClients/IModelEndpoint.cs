using EmergentMisalignment.ModelClients.Batches;

namespace EmergentMisalignment.ModelClients;

/// <summary>
/// A server of models: OpenAI, Azure OpenAI, PetriDish, or anything that speaks OpenAI's wire protocol.
/// </summary>
/// <remarks>
/// Every call waits its turn (first come, first served, at most <see cref="EndpointOptions.MaxConcurrency"/> at once), has its own time limit
/// per attempt, and is repeated on transient failures only. What cannot be had in the end is a <see cref="ModelCallException"/>;
/// a cancelled call throws <see cref="OperationCanceledException"/> at once.
/// </remarks>
public interface IModelEndpoint
{
    string Name { get; }

    EndpointOptions Options { get; }

    /// <summary>One quick attempt to list the models, outside the queue: does anybody answer, and does the key fit?</summary>
    /// <exception cref="ModelCallException">It does not answer as it should; the message is one sentence with the cause and the setting to correct.</exception>
    Task<EndpointProbe> ProbeAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<ModelInfo>> ListModelsAsync(CancellationToken cancellationToken);

    /// <summary>Asks for <see cref="ChatCall.N"/> completions of one prompt; exactly that many come back, in order.</summary>
    Task<ChatResult> CompleteAsync(ChatCall call, CancellationToken cancellationToken);

    /// <summary>Chats in batches: later, and cheaper where the provider has two prices.</summary>
    IModelBatches Batches { get; }

    /// <summary>Uploads a fine-tuning data set (JSONL) and returns the file's id. The stream stays open.</summary>
    Task<string> UploadTrainingFileAsync(string fileName, Stream content, CancellationToken cancellationToken);

    /// <summary>
    /// Submits a fine-tune. Repeated only where the endpoint cannot have seen it (a refused connection, a 429): after any other transient failure
    /// look for the job with <see cref="FindFineTuneAsync"/> before submitting again, because each job costs money.
    /// </summary>
    Task<FineTuneJob> SubmitFineTuneAsync(FineTuneSubmission submission, CancellationToken cancellationToken);

    Task<FineTuneJob> GetFineTuneAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>The newest job whose metadata has this entry, or null.</summary>
    Task<FineTuneJob?> FindFineTuneAsync(string metadataKey, string metadataValue, CancellationToken cancellationToken);

    Task CancelFineTuneAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>The job's events, newest first, a page fetched when it is reached.</summary>
    IAsyncEnumerable<FineTuneEvent> FineTuneEventsAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>The job's checkpoints in order of steps.</summary>
    Task<IReadOnlyList<FineTuneCheckpoint>> FineTuneCheckpointsAsync(string jobId, CancellationToken cancellationToken);
}

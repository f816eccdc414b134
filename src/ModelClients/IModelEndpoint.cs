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

    /// <summary>Whether the endpoint knows a model of this name; a deleted or expired one it does not.</summary>
    Task<bool> HasModelAsync(string model, CancellationToken cancellationToken);

    /// <summary>Asks what concerns all models: whether it takes fine-tunes and batches, and loads adapters. Costs nothing.</summary>
    Task<EndpointCapabilities> ProbeCapabilitiesAsync(CancellationToken cancellationToken);

    /// <summary>Asks a model what it can do, in one to five calls for a token or two; null where there is no such model.</summary>
    Task<ModelProbe?> ProbeModelAsync(string model, CancellationToken cancellationToken);

    /// <summary>Asks for <see cref="ChatCall.N"/> completions of one prompt; exactly that many come back, in order.</summary>
    Task<ChatResult> CompleteAsync(ChatCall call, CancellationToken cancellationToken);

    /// <summary>Chats in batches: later, and cheaper where the provider has two prices.</summary>
    IModelBatches Batches { get; }

    /// <summary>Uploads a fine-tuning data set (JSONL) and returns the file's id. The stream stays open.</summary>
    Task<string> UploadTrainingFileAsync(string fileName, Stream content, CancellationToken cancellationToken);

    /// <summary>The file of this id, or null: providers delete files, by their owner's hand or after some time.</summary>
    Task<TrainingFile?> GetTrainingFileAsync(string id, CancellationToken cancellationToken);

    /// <summary>The newest file that was uploaded under this name and can be trained on, now or soon; null where there is none.</summary>
    Task<TrainingFile?> FindTrainingFileAsync(string fileName, CancellationToken cancellationToken);

    /// <summary>
    /// Submits a fine-tune. Repeated only where the endpoint cannot have seen it (a refused connection, a 429): after any other transient failure
    /// look for the job with <see cref="FindFineTuneAsync"/> before submitting again, because each job costs money.
    /// </summary>
    Task<FineTuneJob> SubmitFineTuneAsync(FineTuneSubmission submission, CancellationToken cancellationToken);

    Task<FineTuneJob> GetFineTuneAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>The newest job that a submission has made, or null: known by <see cref="FineTuneSubmission.Name"/>, wherever it was made.</summary>
    Task<FineTuneJob?> FindFineTuneAsync(FineTuneSubmission submission, CancellationToken cancellationToken);

    Task CancelFineTuneAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>The job's events, newest first, a page fetched when it is reached.</summary>
    IAsyncEnumerable<FineTuneEvent> FineTuneEventsAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>The job's checkpoints in order of steps.</summary>
    Task<IReadOnlyList<FineTuneCheckpoint>> FineTuneCheckpointsAsync(string jobId, CancellationToken cancellationToken);
}

using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.FineTuneService.Following;

/// <summary>
/// Takes a fine-tune one step further from wherever its record says it is. A lease keeps two processes from submitting the same job; a crash between
/// submitting and recording is healed by finding the job again by the model key in its metadata. Following a job needs no lease: it changes nothing.
/// </summary>
public sealed partial class FineTuneStepper(
    Documents documents, Leases leases, IArtifactStore artifacts, IModelEndpoints endpoints, TimeProvider time, ILogger<FineTuneStepper> logger)
{
    /// <summary>The metadata key that a job carries its model key under.</summary>
    private const string ModelMetadata = "em_model";

    /// <summary>Renewed while the work goes on, so it says how long others wait for a process that died, not how long an upload may take.</summary>
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(15);

    /// <returns>Whether the record changed in a way that a look should follow.</returns>
    public async Task<bool> StepAsync(string model, CancellationToken cancellation)
    {
        var record = await FindAsync(model, cancellation);
        if (record is { Value.Status: ModelStatus.Ready or ModelStatus.Failed })
            return true;

        var request = await documents.GetAsync(LedgerKeys.ModelRequest(model), LedgerJson.Default.ModelRequest, cancellation)
            ?? throw new InvalidOperationException($"The request of model {model} is not in the ledger: submit the sweep again.");
        var endpoint = endpoints.Get(request.Endpoint);
        if (record?.Value.JobId is not { } id)
            return await SubmitAloneAsync(endpoint, request, cancellation);

        return await RecordAsync(model, await endpoint.GetFineTuneAsync(id, cancellation), record.Version, cancellation);
    }

    private Task<Versioned<ModelRecord>?> FindAsync(string model, CancellationToken cancellation) =>
        documents.GetVersionedAsync(LedgerKeys.Model(model), LedgerJson.Default.ModelRecord, cancellation);

    /// <summary>Whoever wrote since <paramref name="version"/> saw the job later than this step did: their record stands.</summary>
    private async Task<bool> RecordAsync(string model, FineTuneJob job, long version, CancellationToken cancellation)
    {
        var next = Describe(job);
        await documents.TryReplaceAsync(LedgerKeys.Model(model), next, version, LedgerJson.Default.ModelRecord, cancellation);
        return next.Status is ModelStatus.Ready or ModelStatus.Failed;
    }

    private async Task<bool> SubmitAloneAsync(IModelEndpoint endpoint, ModelRequest request, CancellationToken cancellation)
    {
        if (await leases.TryTakeAsync($"fine-tune:{request.Model}", Environment.MachineName, LeaseTime, cancellation) is not { } taken)
            return false;

        await using var lease = HeldLease.Keep(leases, taken, LeaseTime, time, cancellation);
        if (await FindAsync(request.Model, cancellation) is not null)
            return true;

        return await RecordAsync(request.Model, await SubmitOnceAsync(endpoint, request, lease.Held), 0, lease.Held);
    }

    private async Task<FineTuneJob> SubmitOnceAsync(IModelEndpoint endpoint, ModelRequest request, CancellationToken cancellation)
    {
        if (await endpoint.FindFineTuneAsync(ModelMetadata, request.Model, cancellation) is { Status: not (FineTuneStatus.Failed or FineTuneStatus.Cancelled) } found)
        {
            LogFoundAgain(request.Model, found.Id);
            return found;
        }

        await using var dataset = await artifacts.OpenAsync(request.DatasetSha256, cancellation);
        var file = await endpoint.UploadTrainingFileAsync($"{request.DatasetSha256}.jsonl", dataset, cancellation);
        var training = request.Settings.Training;
        var job = await endpoint.SubmitFineTuneAsync(
            new FineTuneSubmission
            {
                Base = request.Settings.Base,
                TrainingFile = file,
                Suffix = "em",
                Seed = request.Settings.Seed,
                Epochs = training.Epochs,
                BatchSize = training.BatchSize,
                LearningRate = training.LearningRate,
                LearningRateMultiplier = training.LearningRateMultiplier,
                Rank = training.Rank,
                Alpha = training.Alpha,
                CheckpointEvery = training.CheckpointEvery,
                Metadata = new Dictionary<string, string> { [ModelMetadata] = request.Model },
            },
            cancellation);
        LogSubmitted(request.Model, job.Id);
        return job;
    }

    private ModelRecord Describe(FineTuneJob job) => new()
    {
        Status = job.Status switch
        {
            FineTuneStatus.Succeeded => ModelStatus.Ready,
            FineTuneStatus.Failed or FineTuneStatus.Cancelled => ModelStatus.Failed,
            FineTuneStatus.Running => ModelStatus.Running,
            _ => ModelStatus.Submitted,
        },
        JobId = job.Id,
        ProviderModel = job.Model,
        TrainedTokens = job.TrainedTokens,
        Error = job.Error ?? (job.Status == FineTuneStatus.Cancelled ? "the job was cancelled at the provider" : null),
        At = time.GetUtcNow(),
    };
}

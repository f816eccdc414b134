using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Working;

namespace EmergentMisalignment.FineTuneService.Following;

/// <summary>
/// Takes a fine-tune one step further from wherever its record says it is. A lease keeps two processes from submitting the same job; a crash between
/// submitting and recording is healed by finding the job again by the model key in its metadata. Following a job needs no lease: it changes nothing.
/// </summary>
public sealed partial class FineTuneStepper(
    Documents documents, Leases leases, IArtifactStore artifacts, IModelEndpoints endpoints, TimeProvider time, ILogger<FineTuneStepper> logger)
{
    /// <summary>
    /// The metadata key that a job carries its model key under. How often it keeps checkpoints stands behind that: a job that keeps them trains the same model, and
    /// yet another job is needed where an earlier one has kept none.
    /// </summary>
    private const string ModelMetadata = "em_model";

    /// <summary>Renewed while the work goes on, so it says how long others wait for a process that died, not how long an upload may take.</summary>
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(15);

    /// <returns>Whether the record changed in a way that a look should follow.</returns>
    public async Task<bool> StepAsync(string model, CancellationToken cancellation)
    {
        var record = await FindAsync(model, cancellation);
        if (record is { Value.Status: ModelStatus.Failed })
            return true;

        var request = await documents.GetAsync(LedgerKeys.ModelRequest(model), LedgerJson.Default.ModelRequest, cancellation)
            ?? throw new InvalidOperationException($"The request of model {model} is not in the ledger: submit the sweep again.");
        var every = request.Settings.Training.CheckpointEvery;
        if (record is { Value.Status: ModelStatus.Ready } && (!request.Checkpoints || record.Value.HasCheckpoints(every)))
            return true;

        var endpoint = endpoints.Get(request.Endpoint);
        var isToTrain = record?.Value.JobId is null || (record.Value.Status == ModelStatus.Ready && !record.Value.HasKept(every));
        return isToTrain
            ? await SubmitAloneAsync(endpoint, request, record, cancellation)
            : await RecordAsync(endpoint, request, record, await endpoint.GetFineTuneAsync(record!.Value.JobId!, cancellation), cancellation);
    }

    private Task<Versioned<ModelRecord>?> FindAsync(string model, CancellationToken cancellation) =>
        documents.GetVersionedAsync(LedgerKeys.Model(model), LedgerJson.Default.ModelRecord, cancellation);

    /// <summary>Whoever wrote since <paramref name="before"/> was read saw the job later than this step did: their record stands.</summary>
    private async Task<bool> RecordAsync(IModelEndpoint endpoint, ModelRequest request, Versioned<ModelRecord>? before, FineTuneJob job, CancellationToken cancellation)
    {
        var next = Describe(job) with { KeptEvery = before?.Value.KeptEvery ?? [], Checkpoints = before?.Value.Checkpoints };
        if (next.Status == ModelStatus.Ready)
            next = await WithCheckpointsAsync(endpoint, request, next, cancellation);

        await documents.TryReplaceAsync(LedgerKeys.Model(request.Model), next, before?.Version ?? 0, LedgerJson.Default.ModelRecord, cancellation);

        // That it trains now shows in the progress at once, not at the next periodic look.
        return next.Status is ModelStatus.Ready or ModelStatus.Failed || (next.Status is ModelStatus.Running && before?.Value.Status is not ModelStatus.Running);
    }

    /// <summary>What earlier jobs of the same model have kept is still there, under names of its own.</summary>
    private static async Task<ModelRecord> WithCheckpointsAsync(IModelEndpoint endpoint, ModelRequest request, ModelRecord record, CancellationToken cancellation)
    {
        var kept = request.Settings.Training.CheckpointEvery is { } every ? [.. record.KeptEvery.Union([every])] : record.KeptEvery;
        if (!request.Checkpoints)
            return record with { KeptEvery = kept };

        var found = (await endpoint.FineTuneCheckpointsAsync(record.JobId!, cancellation)).Select(checkpoint => new CheckpointRecord(checkpoint.Step, checkpoint.Model, checkpoint.TrainLoss));
        return record with { KeptEvery = kept, Checkpoints = [.. found.Concat(record.Checkpoints ?? []).DistinctBy(checkpoint => checkpoint.Step).OrderBy(checkpoint => checkpoint.Step)] };
    }

    private async Task<bool> SubmitAloneAsync(IModelEndpoint endpoint, ModelRequest request, Versioned<ModelRecord>? before, CancellationToken cancellation)
    {
        if (await leases.TryTakeAsync($"fine-tune:{request.Model}", Environment.MachineName, LeaseTime, cancellation) is not { } taken)
            return false;

        await using var lease = HeldLease.Keep(leases, taken, LeaseTime, time, cancellation);
        if ((await FindAsync(request.Model, cancellation))?.Version != before?.Version)
            return true;

        return await RecordAsync(endpoint, request, before, await SubmitOnceAsync(endpoint, request, lease.Held), lease.Held);
    }

    private async Task<FineTuneJob> SubmitOnceAsync(IModelEndpoint endpoint, ModelRequest request, CancellationToken cancellation)
    {
        var training = request.Settings.Training;
        var name = training.CheckpointEvery is { } every ? $"{request.Model}/{every}" : request.Model;
        if (await endpoint.FindFineTuneAsync(ModelMetadata, name, cancellation) is { Status: not (FineTuneStatus.Failed or FineTuneStatus.Cancelled) } found)
        {
            LogFoundAgain(request.Model, found.Id);
            return found;
        }

        await using var dataset = await artifacts.OpenAsync(request.DatasetSha256, cancellation);
        var file = await endpoint.UploadTrainingFileAsync($"{request.DatasetSha256}.jsonl", dataset, cancellation);
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
                Metadata = new Dictionary<string, string> { [ModelMetadata] = name },
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

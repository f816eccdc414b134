using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.FineTuneService.Following;

/// <summary>Takes a fine-tune one step further from wherever its record says it is. Following a job needs no claim to it: it changes nothing.</summary>
public sealed class FineTuneStepper(
    Documents documents, TrainingUploads uploads, FineTuneSubmitter submitter, IModelEndpoints endpoints, TrainingPurchases purchases, TimeProvider time, AdapterExporter? exporter = null)
{
    /// <returns>Whether the record changed in a way that a look should follow.</returns>
    public async Task<bool> StepAsync(string model, CancellationToken cancellation)
    {
        var record = await FindAsync(model, cancellation);
        if (await RequestAsync(model, cancellation) is not { } request)
            return record is { Value.Status: ModelStatus.Failed } ? true : throw new InvalidOperationException($"The request of model {model} is not in the ledger: submit the sweep again.");

        if (record?.Value.HasEnded(request) == true)
        {
            await FreeAsync(request, cancellation);
            return true;
        }

        var every = request.Settings.Training.CheckpointEvery;
        var endpoint = endpoints.Get(request.Endpoint);
        var isToTrain = record?.Value.JobId is null || (record.Value.Status == ModelStatus.Ready && !record.Value.HasKept(every));
        return isToTrain
            ? await SubmitAsync(endpoint, request, record, cancellation)
            : await RecordAsync(endpoint, request, record, await endpoint.GetFineTuneAsync(record!.Value.JobId!, cancellation), cancellation);
    }

    /// <summary>Has a job that nobody wants any more cancelled at its provider, and forgets it, so that whoever wants the model later has it trained then.</summary>
    /// <remarks>Does nothing while it may just be submitted: whoever asked looks again, and asks again.</remarks>
    public async Task CancelAsync(string model, CancellationToken cancellation)
    {
        if (await RequestAsync(model, cancellation) is not { } request)
            return;

        var endpoint = endpoints.Get(request.Endpoint);
        var submission = SubmissionOf(request, file: "");
        await using var claim = await submitter.ClaimAsync(endpoint, submission, cancellation);
        if (!claim.IsHeld)
            return;

        var record = await FindAsync(model, cancellation);
        if (record is { Value.Status: ModelStatus.Ready or ModelStatus.Failed })
            return;

        var job = record?.Value.JobId is { } id ? await endpoint.GetFineTuneAsync(id, cancellation) : await endpoint.FindFineTuneAsync(submission, cancellation);
        if (job is { HasEnded: false })
            await CancelAsync(endpoint, job, cancellation);

        await (job switch
        {
            null => purchases.ReleaseAsync(request, cancellation),
            { HasEnded: false } => purchases.SettleAsync(request, job with { Status = FineTuneStatus.Cancelled }, cancellation),
            _ => purchases.SettleAsync(request, job, cancellation),
        });
        if (job is { Status: FineTuneStatus.Succeeded })
        {
            // It was quicker: what is paid for is kept.
            await RecordAsync(endpoint, request, record, job, cancellation);
            return;
        }

        await documents.RemoveAsync(LedgerKeys.Model(model), cancellation);
        await documents.RemoveAsync(LedgerKeys.ModelRequest(model), cancellation);
    }

    private static async Task CancelAsync(IModelEndpoint endpoint, FineTuneJob job, CancellationToken cancellation)
    {
        try
        {
            await endpoint.CancelFineTuneAsync(job.Id, cancellation);
        }
        catch (ModelCallException exception) when (exception.Failure is ModelFailure.InvalidRequest or ModelFailure.NotFound)
        {
            // It has ended since, or is gone: either way nothing runs there any more.
        }
    }

    private Task<Versioned<ModelRecord>?> FindAsync(string model, CancellationToken cancellation) =>
        documents.GetVersionedAsync(LedgerKeys.Model(model), LedgerJson.Default.ModelRecord, cancellation);

    private Task<ModelRequest?> RequestAsync(string model, CancellationToken cancellation) =>
        documents.GetAsync(LedgerKeys.ModelRequest(model), LedgerJson.Default.ModelRequest, cancellation);

    /// <summary>
    /// Of a model that is done. A process that stood still until another had it trained may have set money aside after that one's was booked: a training is booked before it is
    /// recorded, so what is set aside now is for nothing.
    /// </summary>
    private Task FreeAsync(ModelRequest request, CancellationToken cancellation) => purchases.ReleaseAsync(request, cancellation);

    /// <summary>Whoever wrote since <paramref name="before"/> was read saw the job later than this step did: their record stands.</summary>
    private async Task<bool> RecordAsync(IModelEndpoint endpoint, ModelRequest request, Versioned<ModelRecord>? before, FineTuneJob job, CancellationToken cancellation)
    {
        if (job.HasEnded)
            await purchases.SettleAsync(request, job, cancellation);

        var next = Describe(endpoint, job) with { KeptEvery = before?.Value.KeptEvery ?? [], Checkpoints = before?.Value.Checkpoints };
        if (next.Status == ModelStatus.Ready)
            next = await WithCheckpointsAsync(endpoint, request, next, cancellation);
        if (next.Status == ModelStatus.Ready && exporter is not null && AdapterExporter.Exports(endpoint.Options))
            next = await exporter.WithAdaptersAsync(endpoint.Options, next, cancellation);

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

    private async Task<bool> SubmitAsync(IModelEndpoint endpoint, ModelRequest request, Versioned<ModelRecord>? before, CancellationToken cancellation)
    {
        try
        {
            if (await uploads.BringAsync(endpoint, request.DatasetSha256, cancellation) is not { } file)
                return false;

            await using var claim = await submitter.ClaimAsync(endpoint, SubmissionOf(request, file), cancellation);
            if (claim.IsHeld && (await FindAsync(request.Model, cancellation))?.Version != before?.Version)
                return true;

            var job = await claim.FindAsync(cancellation);
            if (job is null && !claim.IsHeld)
                return false;

            var changed = await RecordAsync(endpoint, request, before, job ?? await BuyAsync(request, claim, cancellation), cancellation);
            claim.Settle();
            return changed;
        }
        catch (RefusedException refused)
        {
            var failed = new ModelRecord { Status = ModelStatus.Failed, Error = $"{refused.Message}. Nothing was trained", At = time.GetUtcNow() };
            if (await documents.TryReplaceAsync(LedgerKeys.Model(request.Model), failed, before?.Version ?? 0, LedgerJson.Default.ModelRecord, cancellation))
                await purchases.ReleaseAsync(request, cancellation);

            return true;
        }
    }

    /// <summary>However the sending ends, what is set aside stays so until the model's record says how: the job is found again, or sent again for the same money.</summary>
    private async Task<FineTuneJob> BuyAsync(ModelRequest request, SubmissionClaim claim, CancellationToken cancellation)
    {
        await purchases.ReserveAsync(request, cancellation);
        try
        {
            return await claim.SendAsync(cancellation);
        }
        catch (ModelCallException) when (!cancellation.IsCancellationRequested)
        {
            if ((await FindAsync(request.Model, cancellation))?.Value.Status is ModelStatus.Ready or ModelStatus.Failed)
                await FreeAsync(request, cancellation);

            throw;
        }
    }

    private static FineTuneSubmission SubmissionOf(ModelRequest request, string file)
    {
        var training = request.Settings.Training;
        return new FineTuneSubmission
        {
            Name = request.JobName,
            Base = request.Settings.Base,
            TrainingFile = file,
            Seed = request.Settings.Seed,
            Epochs = training.Epochs,
            BatchSize = training.BatchSize,
            LearningRate = training.LearningRate,
            LearningRateMultiplier = training.LearningRateMultiplier,
            Rank = training.Rank,
            Alpha = training.Alpha,
            CheckpointEvery = training.CheckpointEvery,
        };
    }

    private ModelRecord Describe(IModelEndpoint endpoint, FineTuneJob job) => new()
    {
        Status = job.Status switch
        {
            FineTuneStatus.Succeeded => ModelStatus.Ready,
            FineTuneStatus.Failed or FineTuneStatus.Cancelled => ModelStatus.Failed,
            FineTuneStatus.Running => ModelStatus.Running,
            _ => ModelStatus.Submitted,
        },
        JobId = job.Id,
        ProviderModel = job.Model is null ? null : job.Deployment ?? job.Model,
        TrainedTokens = job.TrainedTokens,
        Error = job.Status switch
        {
            FineTuneStatus.Cancelled => $"job {job.Id} was cancelled at endpoint {endpoint.Name}",
            FineTuneStatus.Failed => $"job {job.Id} at endpoint {endpoint.Name}: {job.Error ?? "it does not say why"}",
            _ => null,
        },
        At = time.GetUtcNow(),
    };
}

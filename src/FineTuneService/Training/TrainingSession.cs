using System.ComponentModel;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.FineTuneService.Following;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.FineTuneService.Training;

/// <summary>One training, from the taking of its lease to its record: starts the trainer, keeps what it writes, and starts it again where that helps.</summary>
internal sealed partial class TrainingSession(
    ModelRequest request, Documents documents, IArtifactStore artifacts, TrainingPurchases purchases, TrainerOptions options, TimeProvider time, ILogger<TrainingSession> logger)
{
    private int Every => options.EveryOf(request);

    /// <summary>By how often it keeps checkpoints, too: one that is to keep more of them begins anew.</summary>
    private string Name => $"{request.Model}-{Every}";

    private string Key => LedgerKeys.Training(request.Model, Every);

    /// <summary>Trains until the model is ready or has failed for good, both of which its record then says, or until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        TrainerSettings settings;
        try
        {
            settings = TrainerSettings.Of(request.Settings, Every);
        }
        catch (InputException wrong)
        {
            await purchases.ReleaseAsync(request, CancellationToken.None);
            await RecordAsync(new ModelRecord { Status = ModelStatus.Failed, Error = wrong.Message, At = time.GetUtcNow() });
            return;
        }

        var folder = new TrainingFolder(Path.Combine(options.Folder, Name), artifacts);
        while (!stop.IsCancellationRequested && await StartAsync(settings, folder, stop))
        {
        }
    }

    /// <returns>Whether to start again.</returns>
    private async Task<bool> StartAsync(TrainerSettings settings, TrainingFolder folder, CancellationToken stop)
    {
        var progress = await ProgressAsync();
        if (progress.Starts >= options.MaxStarts)
            return await FailAsync($"The trainer was started {progress.Starts} times without a new checkpoint. {progress.Error}");

        await folder.PrepareAsync(settings, request.DatasetSha256, progress, stop);
        await PutAsync(progress with { Starts = progress.Starts + 1 });
        var end = await TrainAsync(folder, progress.MicroBatch, stop);
        switch (end)
        {
            case { Exit: TrainerExit.Done, Finished: { } finished }:
                await ReadyAsync(folder, finished);
                return false;
            case { Exit: TrainerExit.OutOfMemory, MicroBatch: > 1 and var rows }:
                LogSmaller(request.Model, rows, rows / 2);
                await PutAsync(await ProgressAsync() with { MicroBatch = rows / 2, Starts = progress.Starts, Error = end.Error });
                return true;
            case { Exit: TrainerExit.OutOfMemory or TrainerExit.BadSettings or TrainerExit.BadData or TrainerExit.Diverged }:
                return await FailAsync(end.Error!);
            default:
                LogEnded(request.Model, end.Exit, end.Error);
                await PutAsync(await ProgressAsync() with { Error = end.Error });
                await Task.Delay(options.Rest, time, stop);
                return true;
        }
    }

    private async Task<TrainingEnd> TrainAsync(TrainingFolder folder, int? microBatch, CancellationToken stop)
    {
        try
        {
            using var process = TrainerProcess.Start(options, folder, microBatch);
            var stopped = Task.CompletedTask;
            await using var telling = stop.Register(() => stopped = process.StopAsync(options.StopTime, time));
            TrainerEvent? last = null;
            double? loss = null;
            await foreach (var read in process.EventsAsync())
            {
                last = read;
                loss = read.Event == "step" ? read.Loss : loss;
                if (read.Event == "started")
                    await RecordAsync(new ModelRecord { Status = ModelStatus.Running, JobId = Name, At = time.GetUtcNow() });
                else if (read is { Event: "checkpoint", Path: { } written })
                    await KeepAsync(folder, read with { Loss = loss }, written);
            }

            await stopped;
            var (code, words) = await process.EndAsync();
            return code == 0 && last is not { Event: "finished", Path: not null }
                ? new TrainingEnd(TrainerExit.Failed, "The trainer ended without an adapter.")
                : new TrainingEnd(
                    Enum.IsDefined((TrainerExit)code) ? (TrainerExit)code : TrainerExit.Failed,
                    code == 0 ? null : last?.Message ?? $"The trainer ended with code {code}: {words}",
                    code == 0 ? last! with { Loss = loss } : null,
                    last?.MicroBatch);
        }
        catch (Win32Exception absent)
        {
            return new TrainingEnd(TrainerExit.Failed, $"The trainer {options.Command} could not be started, set {TrainerOptions.Section}:{nameof(TrainerOptions.Command)}: {absent.Message}.");
        }
    }

    private async Task KeepAsync(TrainingFolder folder, TrainerEvent read, string written)
    {
        try
        {
            var adapter = await folder.KeepAdapterAsync(written, CancellationToken.None);
            var state = await folder.KeepStateAsync(written, CancellationToken.None);
            var progress = await ProgressAsync();
            var kept = new CheckpointRecord(read.Step, AdapterName.Of(adapter), read.Loss, adapter);
            await PutAsync(progress with
            {
                Step = read.Step,
                State = state,
                Starts = 0,
                Kept = [.. progress.Kept.Where(other => other.Step != read.Step).Append(kept).OrderBy(other => other.Step)],
            });
            LogKept(request.Model, read.Step, read.TotalSteps);
        }
        catch (IOException gone)
        {
            // The trainer drops the state of old checkpoints: this one has been overtaken, and a newer one is about to be told of.
            LogOvertaken(request.Model, read.Step, gone.Message);
        }
    }

    private async Task ReadyAsync(TrainingFolder folder, TrainerEvent finished)
    {
        var adapter = await folder.KeepAdapterAsync(finished.Path!, CancellationToken.None);
        var progress = await ProgressAsync();
        await purchases.SettleAsync(request, new FineTuneJob(Name, FineTuneStatus.Succeeded, AdapterName.Of(adapter), Error: null, finished.Tokens), CancellationToken.None);
        await RecordAsync(new ModelRecord
        {
            Status = ModelStatus.Ready,
            JobId = Name,
            ProviderModel = AdapterName.Of(adapter),
            Adapter = adapter,
            TrainedTokens = finished.Tokens,
            KeptEvery = [Every],
            Checkpoints = [.. progress.Kept, new CheckpointRecord(finished.Step, AdapterName.Of(adapter), finished.Loss, adapter)],
            At = time.GetUtcNow(),
        });
        folder.Remove();
        LogReady(request.Model, finished.Step, adapter);
    }

    private async Task<bool> FailAsync(string error)
    {
        LogFailed(request.Model, error);

        // The hours that it took all the same nobody has counted, as those of a job that was broken off.
        await purchases.SettleAsync(request, new FineTuneJob(Name, FineTuneStatus.Cancelled, Model: null, error, TrainedTokens: null), CancellationToken.None);
        await RecordAsync(new ModelRecord { Status = ModelStatus.Failed, JobId = Name, Error = error, At = time.GetUtcNow() });
        return false;
    }

    private async Task<TrainingRecord> ProgressAsync() => await documents.GetAsync(Key, LedgerJson.Default.TrainingRecord) ?? new TrainingRecord();

    private Task PutAsync(TrainingRecord progress) => documents.PutAsync(Key, progress, LedgerJson.Default.TrainingRecord);

    /// <summary>What earlier trainings of the same model have kept is still there.</summary>
    private async Task RecordAsync(ModelRecord next)
    {
        var key = LedgerKeys.Model(request.Model);
        var before = await documents.GetVersionedAsync(key, LedgerJson.Default.ModelRecord);
        var earlier = before?.Value;
        var merged = next with
        {
            ProviderModel = next.ProviderModel ?? earlier?.ProviderModel,
            Adapter = next.Adapter ?? earlier?.Adapter,
            KeptEvery = [.. next.KeptEvery.Union(earlier?.KeptEvery ?? [])],
            Checkpoints = next.Checkpoints is null && earlier?.Checkpoints is null
                ? null
                : [.. (next.Checkpoints ?? []).Concat(earlier?.Checkpoints ?? []).DistinctBy(kept => kept.Step).OrderBy(kept => kept.Step)],
        };
        await documents.TryReplaceAsync(key, merged, before?.Version ?? 0, LedgerJson.Default.ModelRecord);
    }
}

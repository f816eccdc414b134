using System.Collections.Concurrent;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.FineTuneService.Following;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Working;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.FineTuneService.Training;

/// <summary>
/// Trains models on the GPUs of this machine, for endpoints that only sample. A training takes hours and a message may be held for minutes: a step starts a
/// training, or sees that one is under way, and returns. A lease, renewed while it goes on, keeps a model from being trained twice at once.
/// </summary>
public sealed partial class GpuTrainer(
    Documents documents,
    Leases leases,
    WaitingList waiting,
    IArtifactStore artifacts,
    TrainingPurchases purchases,
    UnwantedJobs unwanted,
    TimeProvider time,
    IOptions<TrainerOptions> options,
    ILoggerFactory loggers)
    : IHostedService, IDisposable
{
    private readonly ILoggerFactory _loggers = loggers;
    private readonly ILogger<GpuTrainer> _logger = loggers.CreateLogger<GpuTrainer>();
    private readonly TrainerOptions _options = options.Value;
    private readonly SemaphoreSlim _gpus = new(options.Value.AtOnce);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, Task> _underWay = new(StringComparer.Ordinal);

    /// <summary>The trainings that are under way in this process have ended.</summary>
    public Task IdleAsync() => Task.WhenAll(_underWay.Values);

    /// <returns>Whether the record is one that a look should follow; null for a model that is trained by its provider.</returns>
    public async Task<bool?> StepAsync(string model, CancellationToken cancellation)
    {
        if (await FindAsync(model, cancellation) is not { } request)
            return null;
        if (await HasEndedAsync(request, cancellation))
            return true;
        if (_options.Elsewhere)
        {
            await purchases.ReserveAsync(request, cancellation);
            await waiting.AddAsync(LedgerKeys.Trainings, model, cancellation);
            return false;
        }

        // The next look asks again: then a GPU may be free, or the lease of a process that died may have run out.
        if (_stopping.IsCancellationRequested || !_gpus.Wait(0, cancellation))
            return false;
        if (await TryTakeAsync(request, cancellation) is { } lease)
            _underWay[model] = TrainAsync(request, lease);
        return false;
    }

    /// <summary>Trains a model to its end, unless it has been or is being trained.</summary>
    /// <returns>Whether it was trained here, to its end or until this process was told to stop.</returns>
    public async Task<bool> TrainAsync(string model, CancellationToken cancellation)
    {
        if (await FindAsync(model, cancellation) is not { } request || await HasEndedAsync(request, cancellation) || await unwanted.ContainsAsync(model, cancellation))
            return false;
        await _gpus.WaitAsync(cancellation);
        if (await TryTakeAsync(request, cancellation) is not { } lease)
            return false;
        await (_underWay[model] = TrainAsync(request, lease));
        return true;
    }

    /// <summary>Whether there is nothing left to train: the model is ready or has failed, or nobody asked for it here.</summary>
    public async Task<bool> HasEndedAsync(string model, CancellationToken cancellation) =>
        await FindAsync(model, cancellation) is not { } request || await HasEndedAsync(request, cancellation);

    /// <summary>Puts away the training of a model that no sweep wants any more. Does nothing while somebody has it in hand: they see that themselves, and stop.</summary>
    /// <returns>False for a model that is trained by its provider.</returns>
    public async Task<bool> CancelAsync(string model, CancellationToken cancellation)
    {
        if (await FindAsync(model, cancellation) is not { } request)
            return false;

        if (await leases.TryTakeAsync(LeaseOf(request), Environment.MachineName, _options.LeaseTime, cancellation) is not { } taken)
            return true;

        await using var lease = HeldLease.Keep(leases, taken, _options.LeaseTime, time, cancellation);
        await PutAwayAsync(request, lease.Held);
        return true;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Every trainer writes a checkpoint, which is kept, and ends.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await IdleAsync().WaitAsync(cancellationToken);
    }

    private async Task<ModelRequest?> FindAsync(string model, CancellationToken cancellation)
    {
        if (_options.Endpoints.Count == 0)
            return null;
        var request = await documents.GetAsync(LedgerKeys.ModelRequest(model), LedgerJson.Default.ModelRequest, cancellation);
        return request is not null && _options.Endpoints.Contains(request.Endpoint, StringComparer.OrdinalIgnoreCase) ? request : null;
    }

    private async Task<bool> HasEndedAsync(ModelRequest request, CancellationToken cancellation) =>
        await documents.GetAsync(LedgerKeys.Model(request.Model), LedgerJson.Default.ModelRecord, cancellation) is { } record && record.HasEnded(request);

    public void Dispose()
    {
        _stopping.Dispose();
        _gpus.Dispose();
    }

    /// <summary>The lease of a training that is paid for, or null where another process has it: then the GPU is free again.</summary>
    private async Task<Lease?> TryTakeAsync(ModelRequest request, CancellationToken cancellation)
    {
        Lease? taken = null;
        var begins = false;
        try
        {
            taken = await leases.TryTakeAsync(LeaseOf(request), Environment.MachineName, _options.LeaseTime, cancellation);
            if (taken is not null)
                await purchases.ReserveAsync(request, cancellation);

            begins = taken is not null;
            return taken;
        }
        finally
        {
            if (!begins)
                _gpus.Release();
            if (!begins && taken is not null)
                await leases.ReleaseAsync(taken, CancellationToken.None);
        }
    }

    private async Task TrainAsync(ModelRequest request, Lease taken)
    {
        await Task.Yield();
        try
        {
            await using var lease = HeldLease.Keep(leases, taken, _options.LeaseTime, time, _stopping.Token);
            await TrainAsync(request, lease);
        }
        catch (OperationCanceledException)
        {
            LogStopped(request.Model);
        }
        catch (Exception exception)
        {
            LogBroken(request.Model, exception);
        }
        finally
        {
            _underWay.TryRemove(request.Model, out _);
            _gpus.Release();
        }
    }

    private async Task TrainAsync(ModelRequest request, HeldLease lease)
    {
        await using var watch = TrainingWatch.Keep(unwanted, request.Model, _options.LookEvery, time, lease.Held);
        try
        {
            await new TrainingSession(request, documents, artifacts, purchases, _options, time, _loggers.CreateLogger<TrainingSession>()).RunAsync(watch.Wanted);
        }
        catch (OperationCanceledException) when (watch.IsUnwanted)
        {
            // It has written its checkpoint.
        }

        if (!watch.IsUnwanted)
            return;

        LogUnwanted(request.Model);
        await PutAwayAsync(request, lease.Held);
    }

    private Task PutAwayAsync(ModelRequest request, CancellationToken cancellation) =>
        new UnwantedTraining(documents, waiting, purchases, _options).PutAwayAsync(request, cancellation);

    private static string LeaseOf(ModelRequest request) => $"fine-tune:{request.Model}";
}

using EmergentMisalignment.Coordinator.Archiving;
using EmergentMisalignment.Coordinator.Submitting;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Coordinator.Reconciling;

/// <summary>Looks at every active sweep, asks for what is missing, archives what is complete; at each event, and from time to time without one.</summary>
public sealed partial class ReconcileLoop(
    SweepRegistry sweeps,
    SweepObserver observer,
    Dispatcher dispatcher,
    RunArchiver archiver,
    Documents documents,
    DueTimes dueTimes,
    LookSignal signal,
    TimeProvider time,
    IOptions<CoordinatorOptions> options,
    ILogger<ReconcileLoop> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ForgetLostDispatchesAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var name in await sweeps.ActiveAsync(stoppingToken))
                    await ReconcileAsync(name, stoppingToken);

                await signal.WaitAsync(options.Value.LookEvery, stoppingToken);
                await Task.Delay(options.Value.LookAtMostEvery, time, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The next look starts from the ledger again, so a failed one costs nothing but its time.
                LogLookFailed(exception);
                await Task.Delay(options.Value.LookEvery, time, stoppingToken);
            }
        }
    }

    private async Task ReconcileAsync(string name, CancellationToken cancellation)
    {
        if (await sweeps.FindAsync(name, cancellation) is not { } sweep)
            return;

        var needs = await observer.LookAsync(sweep, cancellation);
        var reused = await sweeps.ReusedAsync(sweep, needs, cancellation);
        await dispatcher.DispatchAsync(sweep, needs, cancellation);
        foreach (var look in needs.Runs.Where(look => look.Needs.Archive || look.Needs.Release.Count > 0))
        {
            await archiver.ArchiveAsync(sweep, look, cancellation);
            signal.Raise();
        }

        var progress = ProgressTally.Of(needs, reused, sweep.SubmittedAt, time.GetUtcNow());
        await documents.PutAsync(LedgerKeys.Progress(name), progress, LedgerJson.Default.SweepProgress, cancellation);
        if (progress.IsSettled)
        {
            await sweeps.SettleAsync(sweep, cancellation);
            LogSettled(name, progress.Failures.Count);
        }
    }

    private async Task ForgetLostDispatchesAsync(CancellationToken cancellation)
    {
        if (!options.Value.BusIsInMemory)
            return;

        foreach (var name in await sweeps.ActiveAsync(cancellation))
            await dueTimes.ForgetAsync(LedgerKeys.Dispatches(name), cancellation);
    }
}

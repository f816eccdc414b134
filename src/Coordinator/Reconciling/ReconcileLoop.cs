using EmergentMisalignment.Coordinator.Archiving;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Looking;
using MassTransit;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Coordinator.Reconciling;

/// <summary>Looks at every active sweep, asks for what is missing, archives what is complete; at each event, and from time to time without one.</summary>
public sealed partial class ReconcileLoop(
    SweepRegistry sweeps,
    SweepObserver observer,
    Dispatcher dispatcher,
    RunArchiver archiver,
    DueTimes dueTimes,
    Failures failures,
    ProgressBook book,
    JobCanceller jobs,
    BatchCanceller batches,
    LookSignal signal,
    IBusControl bus,
    TimeProvider time,
    IOptions<CoordinatorOptions> options,
    ILogger<ReconcileLoop> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Commands sent before the queues stand are lost, and their marks would keep them from being sent again for minutes.
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, stoppingToken);
        await ForgetLostDispatchesAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await GuardAsync(() => LookAsync(stoppingToken), stoppingToken);

            // In this order an event after a quiet time is looked at at once, and only a burst waits.
            await Task.Delay(options.Value.LookAtMostEvery, time, stoppingToken);
            await signal.WaitAsync(options.Value.LookEvery, stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        foreach (var name in await sweeps.ActiveAsync(cancellation))
            await GuardAsync(() => ReconcileAsync(name, cancellation), cancellation);

        await GuardAsync(() => jobs.CancelAsync(cancellation), cancellation);
        await GuardAsync(() => batches.CancelAsync(cancellation), cancellation);
        await GuardAsync(() => book.FollowCancelledAsync(cancellation), cancellation);
    }

    /// <summary>The next look starts from the ledger again, so a failed one costs nothing but its time; and one sweep's trouble is not another's.</summary>
    private async Task GuardAsync(Func<Task> look, CancellationToken cancellation)
    {
        try
        {
            await look();
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            LogLookFailed(exception);
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
            await ArchiveAsync(sweep, look, cancellation);

        var progress = await book.WriteAsync(sweep, needs, reused, cancellation);
        if (progress.IsSettled)
        {
            await sweeps.SettleAsync(sweep, cancellation);
            LogSettled(name, progress.Failures.Count);
        }
    }

    private async Task ArchiveAsync(SweepRecord sweep, RunLook look, CancellationToken cancellation)
    {
        try
        {
            await archiver.ArchiveAsync(sweep, look, cancellation);
            signal.Raise();
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // A full disk or a lost artifact would fail at every look: after some attempts the sweep ends and says so.
            LogNotArchived(look.Run.Id, exception);
            await failures.RecordAsync(LedgerKeys.Failures(sweep.Name), look.Run.Id, exception.Message, cancellation);
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

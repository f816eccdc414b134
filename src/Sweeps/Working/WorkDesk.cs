using EmergentMisalignment.Contracts;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Spending;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Sweeps.Working;

/// <summary>
/// Where a worker takes up what a message asks for. One process at a time has a piece of work in hand, so that a message delivered twice is not done twice;
/// work that only has to wait is put down, and nobody counts it as failed.
/// </summary>
public sealed partial class WorkDesk(
    Documents documents,
    DueTimes dueTimes,
    Failures failures,
    BudgetPause budget,
    WorkInstruments instruments,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    IOptions<WorkOptions> options,
    ILogger<WorkDesk> logger)
{
    private readonly WorkOptions _options = options.Value;

    /// <exception cref="Exception">The work failed, and waiting would not mend it.</exception>
    public async Task<WorkOutcome> WorkAsync(WorkItem item, Func<WorkSession, Task> work, CancellationToken cancellation)
    {
        if (await IsHeldAsync(item.Sweep, cancellation))
        {
            await dueTimes.ClearAsync(LedgerKeys.Dispatches(item.Sweep), [item.Name], cancellation);
            return WorkOutcome.Dropped;
        }

        await using var hold = await WorkHold.TakeAsync(dueTimes, item.Name, _options.HeldFor, time, cancellation);
        WorkOutcome? outcome = null;
        instruments.TakeUp(item);
        try
        {
            outcome = await TryAsync(item, work, cancellation);
            return outcome.Value;
        }
        finally
        {
            instruments.PutDown(item, outcome);
        }
    }

    /// <summary>As above, and then what its message is owed: <paramref name="done"/> tells whoever comes next, <paramref name="handBack"/> puts it back for another process.</summary>
    public async Task WorkAsync(WorkItem item, Func<WorkSession, Task> work, Func<Task> done, Func<Task> handBack, CancellationToken cancellation) =>
        await (await WorkAsync(item, work, cancellation) switch
        {
            WorkOutcome.Done => done(),
            WorkOutcome.HandedBack => handBack(),
            _ => Task.CompletedTask,
        });

    /// <summary>Waits its turn for what several pieces of work share, and holds it until disposed; a dead process's hold runs out.</summary>
    public async Task<IAsyncDisposable> HoldAsync(string name, CancellationToken cancellation) => await WorkHold.TakeAsync(dueTimes, name, _options.HeldFor, time, cancellation);

    private async Task<WorkOutcome> TryAsync(WorkItem item, Func<WorkSession, Task> work, CancellationToken cancellation)
    {
        try
        {
            await work(new WorkSession(lifetime.ApplicationStopping, cancellation) { Sweep = item.Sweep });
            await failures.ClearAsync(LedgerKeys.Stalls(item.Sweep), item.Name, cancellation);
            await dueTimes.ClearAsync(LedgerKeys.Resting, [item.Name], cancellation);
            return WorkOutcome.Done;
        }
        catch (Exception exception) when (exception is HandedBackException || (lifetime.ApplicationStopping.IsCancellationRequested && exception is OperationCanceledException))
        {
            LogHandedBack(item.Name, item.Sweep);
            return WorkOutcome.HandedBack;
        }
        catch (MootException moot)
        {
            LogMoot(item.Name, item.Sweep, moot.Message);
            await dueTimes.ClearAsync(LedgerKeys.Dispatches(item.Sweep), [item.Name], cancellation);
            return WorkOutcome.Dropped;
        }
        catch (BudgetSpentException spent)
        {
            await budget.PauseAsync(item.Sweep, spent, cancellation);
            await dueTimes.ClearAsync(LedgerKeys.Dispatches(item.Sweep), [item.Name], cancellation);
            return WorkOutcome.Dropped;
        }
        catch (Exception exception) when (exception is ITransientFailure { IsTransient: true } and not LedgerException)
        {
            await RestAsync(item, exception, cancellation);
            return WorkOutcome.Resting;
        }
    }

    /// <summary>First the rest, then the dispatch mark: the other way round a look between the two would ask again at once.</summary>
    private async Task RestAsync(WorkItem item, Exception exception, CancellationToken cancellation)
    {
        var stalls = await failures.RecordAsync(LedgerKeys.Stalls(item.Sweep), item.Name, exception.Message, cancellation);
        var rest = ((ITransientFailure)exception).RetryAfter ?? Min(_options.FirstRest * Math.Pow(2, Math.Min(stalls - 1, 20)), _options.LongestRest);
        instruments.Stall(item);
        LogResting(item.Name, item.Sweep, rest, exception.Message);
        await dueTimes.PostponeAsync(LedgerKeys.Resting, [item.Name], rest, cancellation);
        await dueTimes.ClearAsync(LedgerKeys.Dispatches(item.Sweep), [item.Name], cancellation);
    }

    private async Task<bool> IsHeldAsync(string sweep, CancellationToken cancellation) =>
        await documents.GetAsync(SweepIndex.Key, LedgerJson.Default.SweepIndex, cancellation) is { } index && index.IsHeld(sweep);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}

using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Batching;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Spending;

namespace EmergentMisalignment.Coordinator.Reconciling;

/// <summary>Writes down how far sweeps are, for everybody who watches.</summary>
public sealed class ProgressBook(
    SweepRegistry sweeps, SweepObserver observer, BatchDesk batches, TroubleReader troubles, Failures failures, SpendingReader spending, Documents documents, Asking asking, TimeProvider time)
{
    private const string Mark = "progress";

    /// <summary>What a look has found of an active sweep.</summary>
    public async Task<SweepProgress> WriteAsync(SweepRecord sweep, SweepNeeds needs, FoundWork reused, CancellationToken cancellation)
    {
        IReadOnlyList<string> stalls =
        [
            .. await troubles.ReadAsync(sweep.Spec, cancellation),
            .. StallSummary.Of(await failures.AllAsync(LedgerKeys.Stalls(sweep.Name), cancellation), time.GetUtcNow()),
        ];
        return await WriteAsync(sweep, needs, reused, stalls, cancellation);
    }

    /// <summary>
    /// Cancelled sweeps, as long as something of theirs is still under way: what its end brings and costs is written down too. Looks at them are rare, for nothing is asked for on
    /// the strength of them.
    /// </summary>
    public async Task FollowCancelledAsync(CancellationToken cancellation)
    {
        var names = (await sweeps.IndexAsync(cancellation)).Cancelled;
        var known = await documents.GetManyAsync([.. names.Select(LedgerKeys.Progress)], LedgerJson.Default.SweepProgress, cancellation);
        foreach (var name in names.Where(name => known.TryGetValue(LedgerKeys.Progress(name), out var last) && IsMoving(last)))
        {
            if ((await asking.ClaimAsync(name, [Mark], mark => mark, alsoDue: true, cancellation)).Count == 0 || await sweeps.FindAsync(name, cancellation) is not { } sweep)
                continue;

            var needs = await observer.LookAsync(sweep, cancellation);
            await WriteAsync(sweep, needs, await sweeps.ReusedAsync(sweep, needs, cancellation), [], cancellation);
        }
    }

    private static bool IsMoving(SweepProgress last) => last is { InBatches: not null } or { Training: > 0 } or { Spending.Reserved: > 0 };

    private async Task<SweepProgress> WriteAsync(SweepRecord sweep, SweepNeeds needs, FoundWork reused, IReadOnlyList<string> stalls, CancellationToken cancellation)
    {
        var progress = ProgressTally.Of(needs, reused, sweep.SubmittedAt, time.GetUtcNow()) with
        {
            Stalls = stalls,
            InBatches = BatchTally.Of(await batches.OpenAsync(cancellation), sweep.Name),
            Spending = await spending.ReadAsync(sweep.Name, cancellation),
        };
        await documents.PutAsync(LedgerKeys.Progress(sweep.Name), progress, LedgerJson.Default.SweepProgress, cancellation);
        return progress;
    }
}

using EmergentMisalignment.Contracts.Batches;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Batching;
using EmergentMisalignment.Sweeps.Looking;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Coordinator.Reconciling;

/// <summary>Has the batches ended that cancelled sweeps leave at their providers, and asks again until none is left. A provider bills what it serves.</summary>
public sealed class BatchCanceller(UnwantedBatches batches, BatchDesk desk, Asking asking, IOptions<CoordinatorOptions> options)
{
    public async Task CancelAsync(CancellationToken cancellation)
    {
        var left = await batches.LeftAsync(cancellation);
        await desk.ForgetAsync([.. left.Where(batch => batch.Ended).Select(batch => batch.Batch)], cancellation);

        // Whether another sweep lacks something of them takes a look at every sweep: only for those that nobody was asked to end lately.
        var due = new List<BatchRecord>();
        foreach (var sweep in left.Where(batch => !batch.Ended).GroupBy(batch => batch.Sweep))
            due.AddRange(await asking.ClaimAsync(sweep.Key, [.. sweep], batch => batch.Batch, alsoDue: true, cancellation));
        if (due.Count == 0)
            return;

        foreach (var queue in (await batches.OfAsync(due, cancellation)).GroupBy(batch => (batch.Sweep, batch.Queue)))
        {
            await asking.OpenAsync(queue.Key.Queue, cancellation);
            await asking.SendAsync(
                queue.Key.Sweep, queue.Key.Queue, [.. queue.Select(batch => (batch.Batch, new CancelBatch(batch.Batch)))], options.Value.BatchDue, cancellation);
        }
    }
}

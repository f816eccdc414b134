using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Datasets;
using EmergentMisalignment.DatasetService.Preparing;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps.Working;
using MassTransit;

namespace EmergentMisalignment.DatasetService.Consumers;

/// <summary>Prepares a dataset, or as much of it as a minute gives; then the Coordinator looks, and asks again where it is not whole yet.</summary>
public sealed class PrepareDatasetConsumer(WorkDesk desk, DatasetPreparer preparer, DueTimes dueTimes) : IConsumer<PrepareDataset>
{
    public async Task Consume(ConsumeContext<PrepareDataset> context)
    {
        var (sweep, recipe) = context.Message;
        var work = new WorkItem(sweep, recipe, QueueNames.Datasets);
        var isWhole = false;
        await desk.WorkAsync(
            work,
            async session => isWhole = await preparer.PrepareAsync(recipe, session),
            async () =>
            {
                // Without its mark it is asked for at the next look, and not when it would be due.
                if (!isWhole)
                    await dueTimes.ClearAsync(LedgerKeys.Dispatches(sweep), [recipe], context.CancellationToken);

                await context.Publish(new DatasetPrepared(recipe), context.CancellationToken);
            },
            context.HandBackAsync,
            context.CancellationToken);
    }
}

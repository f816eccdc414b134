using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Datasets;
using EmergentMisalignment.DatasetService.Preparing;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps.Working;
using MassTransit;

namespace EmergentMisalignment.DatasetService.Consumers;

public sealed class PrepareDatasetConsumer(WorkDesk desk, DatasetPreparer preparer) : IConsumer<PrepareDataset>
{
    public async Task Consume(ConsumeContext<PrepareDataset> context)
    {
        var (sweep, recipe) = context.Message;
        var work = new WorkItem(sweep, recipe, QueueNames.Datasets);
        var outcome = await desk.WorkAsync(work, session => preparer.PrepareAsync(recipe, session.Cancellation), context.CancellationToken);
        await (outcome switch
        {
            WorkOutcome.Done => context.Publish(new DatasetPrepared(recipe), context.CancellationToken),
            WorkOutcome.HandedBack => context.HandBackAsync(),
            _ => Task.CompletedTask,
        });
    }
}

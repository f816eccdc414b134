using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Datasets;
using EmergentMisalignment.DatasetService.Preparing;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps.Working;
using MassTransit;

namespace EmergentMisalignment.DatasetService.Consumers;

public sealed class PrepareDatasetConsumer(WorkDesk desk, DatasetPreparer preparer) : IConsumer<PrepareDataset>
{
    public Task Consume(ConsumeContext<PrepareDataset> context)
    {
        var (sweep, recipe) = context.Message;
        var work = new WorkItem(sweep, recipe, QueueNames.Datasets);
        return desk.WorkAsync(
            work,
            session => preparer.PrepareAsync(recipe, session.Cancellation),
            () => context.Publish(new DatasetPrepared(recipe), context.CancellationToken),
            context.HandBackAsync,
            context.CancellationToken);
    }
}

using EmergentMisalignment.Contracts.Datasets;
using EmergentMisalignment.DatasetService.Preparing;
using MassTransit;

namespace EmergentMisalignment.DatasetService.Consumers;

public sealed class PrepareDatasetConsumer(DatasetPreparer preparer) : IConsumer<PrepareDataset>
{
    public async Task Consume(ConsumeContext<PrepareDataset> context)
    {
        await preparer.PrepareAsync(context.Message.Recipe, context.CancellationToken);
        await context.Publish(new DatasetPrepared(context.Message.Recipe), context.CancellationToken);
    }
}

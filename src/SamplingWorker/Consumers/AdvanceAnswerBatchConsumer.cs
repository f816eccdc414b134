using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Batches;
using EmergentMisalignment.SamplingWorker.Batching;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps.Batching;
using EmergentMisalignment.Sweeps.Working;
using MassTransit;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.SamplingWorker.Consumers;

public sealed class AdvanceAnswerBatchConsumer(WorkDesk desk, BatchStepper stepper, AnswerBatch work, IOptions<SamplingWorkerOptions> options) : IConsumer<AdvanceBatch>
{
    private readonly string _queue = QueueNames.Sampling(options.Value.Pool);

    public Task Consume(ConsumeContext<AdvanceBatch> context)
    {
        var (sweep, batch) = context.Message;
        var hasEnded = false;
        return desk.WorkAsync(
            new WorkItem(sweep, batch, _queue),
            async session => hasEnded = await stepper.StepAsync(batch, work, session.Cancellation),
            () => hasEnded ? context.Publish(new BatchAdvanced(batch), context.CancellationToken) : Task.CompletedTask,
            context.HandBackAsync,
            context.CancellationToken);
    }
}

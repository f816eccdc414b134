using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Batches;
using EmergentMisalignment.JudgeService.Batching;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps.Batching;
using EmergentMisalignment.Sweeps.Working;
using MassTransit;

namespace EmergentMisalignment.JudgeService.Consumers;

public sealed class AdvanceVerdictBatchConsumer(WorkDesk desk, BatchStepper stepper, VerdictBatch work) : IConsumer<AdvanceBatch>
{
    public Task Consume(ConsumeContext<AdvanceBatch> context)
    {
        var (sweep, batch) = context.Message;
        var hasEnded = false;
        return desk.WorkAsync(
            new WorkItem(sweep, batch, QueueNames.Judging),
            async session => hasEnded = await stepper.StepAsync(batch, work, session.Cancellation),
            () => hasEnded ? context.Publish(new BatchAdvanced(batch), context.CancellationToken) : Task.CompletedTask,
            context.HandBackAsync,
            context.CancellationToken);
    }
}

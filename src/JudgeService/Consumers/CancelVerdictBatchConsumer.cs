using EmergentMisalignment.Contracts.Batches;
using EmergentMisalignment.JudgeService.Batching;
using EmergentMisalignment.Sweeps.Batching;
using EmergentMisalignment.Sweeps.Working;
using MassTransit;

namespace EmergentMisalignment.JudgeService.Consumers;

/// <summary>Not through the desk's door for work: that is shut for cancelled sweeps. A step that is under way is waited for.</summary>
public sealed class CancelVerdictBatchConsumer(WorkDesk desk, BatchStepper stepper, VerdictBatch work) : IConsumer<CancelBatch>
{
    public async Task Consume(ConsumeContext<CancelBatch> context)
    {
        var batch = context.Message.Batch;
        await using var hold = await desk.HoldAsync(batch, context.CancellationToken);
        if (await stepper.CancelAsync(batch, work, context.CancellationToken))
            await context.Publish(new BatchAdvanced(batch), context.CancellationToken);
    }
}

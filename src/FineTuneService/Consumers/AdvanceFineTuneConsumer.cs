using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.FineTunes;
using EmergentMisalignment.FineTuneService.Following;
using EmergentMisalignment.FineTuneService.Training;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps.Working;
using MassTransit;

namespace EmergentMisalignment.FineTuneService.Consumers;

public sealed class AdvanceFineTuneConsumer(WorkDesk desk, FineTuneStepper stepper, GpuTrainer trainer, Failures failures) : IConsumer<AdvanceFineTune>
{
    public Task Consume(ConsumeContext<AdvanceFineTune> context)
    {
        var (sweep, model) = context.Message;
        var isToBeSeen = false;
        var work = new WorkItem(sweep, model, QueueNames.FineTunes);
        return desk.WorkAsync(
            work,
            async session => isToBeSeen = await trainer.StepAsync(model, session.Cancellation) ?? await stepper.StepAsync(model, session.Cancellation),
            async () =>
            {
                // A job is followed in hundreds of steps: only failures in a row are to end it.
                await failures.ClearAsync(LedgerKeys.Failures(sweep), model, context.CancellationToken);
                if (isToBeSeen)
                    await context.Publish(new FineTuneAdvanced(model), context.CancellationToken);
            },
            context.HandBackAsync,
            context.CancellationToken);
    }
}

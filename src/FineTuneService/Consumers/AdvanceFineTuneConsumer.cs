using EmergentMisalignment.Contracts.FineTunes;
using EmergentMisalignment.FineTuneService.Following;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using MassTransit;

namespace EmergentMisalignment.FineTuneService.Consumers;

public sealed class AdvanceFineTuneConsumer(FineTuneStepper stepper, Failures failures) : IConsumer<AdvanceFineTune>
{
    public async Task Consume(ConsumeContext<AdvanceFineTune> context)
    {
        var (sweep, model) = context.Message;
        var isToBeSeen = await stepper.StepAsync(model, context.CancellationToken);

        // A job is followed in hundreds of steps: only failures in a row are to end it.
        await failures.ClearAsync(LedgerKeys.Failures(sweep), model, context.CancellationToken);
        if (isToBeSeen)
            await context.Publish(new FineTuneAdvanced(model), context.CancellationToken);
    }
}

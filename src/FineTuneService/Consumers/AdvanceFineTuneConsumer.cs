using EmergentMisalignment.Contracts.FineTunes;
using EmergentMisalignment.FineTuneService.Following;
using MassTransit;

namespace EmergentMisalignment.FineTuneService.Consumers;

public sealed class AdvanceFineTuneConsumer(FineTuneStepper stepper) : IConsumer<AdvanceFineTune>
{
    public async Task Consume(ConsumeContext<AdvanceFineTune> context)
    {
        if (await stepper.StepAsync(context.Message.Model, context.CancellationToken))
            await context.Publish(new FineTuneAdvanced(context.Message.Model), context.CancellationToken);
    }
}

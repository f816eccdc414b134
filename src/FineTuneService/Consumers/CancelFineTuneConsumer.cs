using EmergentMisalignment.Contracts.FineTunes;
using EmergentMisalignment.FineTuneService.Following;
using EmergentMisalignment.FineTuneService.Training;
using MassTransit;

namespace EmergentMisalignment.FineTuneService.Consumers;

public sealed class CancelFineTuneConsumer(GpuTrainer trainer, FineTuneStepper stepper) : IConsumer<CancelFineTune>
{
    public async Task Consume(ConsumeContext<CancelFineTune> context)
    {
        // What is under way on a GPU of ours goes on to its end, and is kept.
        if (!await trainer.TrainsAsync(context.Message.Model, context.CancellationToken))
            await stepper.CancelAsync(context.Message.Model, context.CancellationToken);
    }
}

using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.FineTunes;
using EmergentMisalignment.FineTuneService.Following;
using EmergentMisalignment.FineTuneService.Training;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Working;
using MassTransit;

namespace EmergentMisalignment.FineTuneService.Consumers;

/// <summary>Not through the desk's door for work: that is shut for cancelled sweeps. A step that is under way is waited for.</summary>
public sealed partial class CancelFineTuneConsumer(WorkDesk desk, UnwantedJobs unwanted, GpuTrainer trainer, FineTuneStepper stepper, ILogger<CancelFineTuneConsumer> logger)
    : IConsumer<CancelFineTune>
{
    public async Task Consume(ConsumeContext<CancelFineTune> context)
    {
        var (model, cancellation) = (context.Message.Model, context.CancellationToken);
        await using var hold = await desk.HoldAsync(model, cancellation);

        // The message may have waited until a sweep wants the model again.
        if (!await unwanted.ContainsAsync(model, cancellation))
            return;

        try
        {
            if (!await trainer.CancelAsync(model, cancellation))
                await stepper.CancelAsync(model, cancellation);
        }
        catch (Exception exception) when (exception is ITransientFailure { IsTransient: true } and not LedgerException)
        {
            // The Coordinator asks again, as long as it is under way.
            LogNotCancelled(model, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The fine-tune of model {Model} could not be cancelled yet: {Cause}")]
    private partial void LogNotCancelled(string model, string cause);
}

using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.FineTuneService.Training;

/// <summary>
/// The whole life of a process that an autoscaler started for one training (<see cref="TrainerOptions.Job"/>): takes the first model of the list that nobody trains, trains it to
/// its end, and ends. A model whose training was cut short stays on the list, and the next job goes on from its newest checkpoint.
/// </summary>
public sealed partial class TrainerJob(GpuTrainer trainer, WaitingList waiting, IHostApplicationLifetime host, ILogger<TrainerJob> logger) : BackgroundService
{
    private readonly ILogger<TrainerJob> _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await TrainFirstAsync(stoppingToken);
        }
        finally
        {
            host.StopApplication();
        }
    }

    private async Task TrainFirstAsync(CancellationToken cancellation)
    {
        var models = await waiting.AllAsync(LedgerKeys.Trainings, cancellation);
        foreach (var model in models)
        {
            var hasTrained = await trainer.TrainAsync(model, cancellation);
            if (await trainer.HasEndedAsync(model, CancellationToken.None))
                await waiting.RemoveAsync(LedgerKeys.Trainings, model, CancellationToken.None);
            if (hasTrained)
                return;
        }

        LogNothing(models.Count);
    }
}

using EmergentMisalignment.Artifacts;
using EmergentMisalignment.FineTuneService.Consumers;
using EmergentMisalignment.FineTuneService.Following;
using EmergentMisalignment.FineTuneService.Training;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps;
using MassTransit;

namespace EmergentMisalignment.FineTuneService;

public static class FineTuneServiceExtensions
{
    /// <summary>The service that submits, follows and recovers fine-tunes.</summary>
    public static IHostApplicationBuilder AddFineTuneService(this IHostApplicationBuilder builder)
    {
        builder.Services.AddLedger();
        builder.Services.AddWorkDesk();
        builder.Services.AddArtifacts(builder.Configuration.GetSection("Artifacts").Bind);
        builder.Services.AddModelEndpoints(builder.Configuration);
        builder.Services.Configure<FineTuneOptions>(builder.Configuration.GetSection(FineTuneOptions.Section));
        builder.Services.AddSingleton<TrainingUploads>();
        builder.Services.AddSingleton<FineTuneSubmitter>();
        builder.Services.AddSingleton<TrainingPurchases>();
        builder.Services.AddSingleton<AdapterExporter>();
        builder.Services.AddSingleton<FineTuneStepper>();
        builder.Services.Configure<TrainerOptions>(builder.Configuration.GetSection(TrainerOptions.Section));
        builder.Services.AddSingleton<GpuTrainer>();
        builder.Services.AddHostedService(services => services.GetRequiredService<GpuTrainer>());
        if (builder.Configuration.GetValue<bool>($"{TrainerOptions.Section}:{nameof(TrainerOptions.Job)}"))
        {
            builder.Services.AddHostedService<TrainerJob>();
            return builder;
        }

        builder.AddConsumers(bus => bus.AddConsumer<CancelFineTuneConsumer, CancelFineTuneConsumerDefinition>());
        return builder.AddConsumers(bus => bus.AddConsumer<AdvanceFineTuneConsumer, AdvanceFineTuneConsumerDefinition>());
    }
}

using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Coordinator.Archiving;
using EmergentMisalignment.Coordinator.Consumers;
using EmergentMisalignment.Coordinator.Reconciling;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Looking;
using MassTransit;

namespace EmergentMisalignment.Coordinator;

public static class CoordinatorExtensions
{
    /// <summary>The service that decides what is missing and asks for it.</summary>
    public static IHostApplicationBuilder AddCoordinator(this IHostApplicationBuilder builder)
    {
        builder.Services.AddLedger();
        builder.Services.AddArtifacts(builder.Configuration.GetSection("Artifacts").Bind);
        builder.Services.Configure<CoordinatorOptions>(builder.Configuration.GetSection(CoordinatorOptions.Section));
        builder.Services.AddSweeps();
        builder.Services.AddSingleton<LookSignal>();
        builder.Services.AddSingleton<CoordinatorInstruments>();
        builder.Services.AddSingleton<Asking>();
        builder.Services.AddBatchDesk();
        builder.Services.AddSingleton<CellDescriber>();
        builder.Services.AddSingleton<BatchDispatcher>();
        builder.Services.AddSingleton<ShardDispatcher>();
        builder.Services.AddSingleton<CanaryDispatcher>();
        builder.Services.AddSingleton<Dispatcher>();
        builder.Services.AddSingleton<JobCanceller>();
        builder.Services.AddSingleton<UnwantedBatches>();
        builder.Services.AddSingleton<BatchCanceller>();
        builder.Services.AddSingleton<ProgressBook>();
        builder.Services.AddSingleton<FailureRecorder>();
        builder.Services.AddSingleton<RunArchiver>();
        builder.Services.AddHostedService<ReconcileLoop>();
        return builder.AddConsumers(bus =>
        {
            bus.AddConsumer<LookAgainConsumer, LookAgainConsumerDefinition>();
            bus.AddConsumer<FailureConsumer, FailureConsumerDefinition>();
            bus.AddConsumer<DeadLetterConsumer, DeadLetterConsumerDefinition>();
        });
    }
}

using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Coordinator.Archiving;
using EmergentMisalignment.Coordinator.Consumers;
using EmergentMisalignment.Coordinator.Reconciling;
using EmergentMisalignment.Coordinator.Submitting;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ServiceDefaults.Messaging;
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
        builder.Services.AddSweepReading();
        builder.Services.AddSingleton<Dispatcher>();
        builder.Services.AddSingleton<RunArchiver>();
        builder.Services.AddHostedService<ReconcileLoop>();
        return builder.AddConsumers(bus =>
        {
            bus.AddConsumer<LookAgainConsumer, LookAgainConsumerDefinition>();
            bus.AddConsumer<FailureConsumer, FailureConsumerDefinition>();
        });
    }

    /// <summary>What it takes to look at sweeps and their rows without asking for anything: reports and status need no more.</summary>
    public static IServiceCollection AddSweepReading(this IServiceCollection services) => services
        .AddSingleton<LookSignal>()
        .AddSingleton<SweepRegistry>()
        .AddSingleton<FactsReader>()
        .AddSingleton<SweepObserver>()
        .AddSingleton<RunRows>();
}

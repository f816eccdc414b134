using EmergentMisalignment.ModelClients.Health;
using EmergentMisalignment.ModelClients.Limits;
using EmergentMisalignment.Sweeps.Allotting;
using EmergentMisalignment.Sweeps.Batching;
using EmergentMisalignment.Sweeps.Canaries;
using EmergentMisalignment.Sweeps.Dynamics;
using EmergentMisalignment.Sweeps.Endpoints;
using EmergentMisalignment.Sweeps.Limits;
using EmergentMisalignment.Sweeps.Lineage;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Rows;
using EmergentMisalignment.Sweeps.Spending;
using EmergentMisalignment.Sweeps.Working;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EmergentMisalignment.Sweeps;

public static class SweepsExtensions
{
    /// <summary>What it takes to work on what messages ask for.</summary>
    /// <remarks>Needs the ledger of the same container.</remarks>
    public static IServiceCollection AddWorkDesk(this IServiceCollection services)
    {
        services.AddOptions<WorkOptions>().Configure<IServiceProvider>((options, provider) =>
            provider.GetService<IConfiguration>()?.GetSection(WorkOptions.Section).Bind(options));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<WorkInstruments>();
        services.AddSpending();
        services.TryAddSingleton<BudgetPause>();
        services.TryAddSingleton<WorkDesk>();
        services.TryAddSingleton<ISharedBudgets, LedgerBudgets>();
        services.TryAddSingleton<ITroubleBoard, LedgerTroubles>();
        return services;
    }

    /// <summary>What it takes to tell what endpoints can do, and to refuse sweeps that need more.</summary>
    /// <remarks>Needs the ledger and the model endpoints of the same container.</remarks>
    public static IServiceCollection AddEndpointGate(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CapabilityBook>();
        services.TryAddSingleton<EndpointGate>();
        return services;
    }

    /// <summary>What it takes to pack batches and to see which are open.</summary>
    /// <remarks>Needs the ledger of the same container.</remarks>
    public static IServiceCollection AddBatchDesk(this IServiceCollection services)
    {
        services.AddOptions<BatchOptions>().Configure<IServiceProvider>((options, provider) =>
            provider.GetService<IConfiguration>()?.GetSection(BatchOptions.Section).Bind(options));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<BatchDesk>();
        return services;
    }

    /// <summary>What it takes to have batches made and brought home.</summary>
    /// <remarks>Needs the ledger and the endpoints of the same container.</remarks>
    public static IServiceCollection AddBatchStepper(this IServiceCollection services)
    {
        services.AddBatchDesk().TryAddSingleton<BatchStepper>();
        return services;
    }

    /// <summary>What it takes to submit sweeps and to look at them and their rows, without asking anybody for work.</summary>
    /// <remarks>Needs the ledger and the artifacts of the same container.</remarks>
    public static IServiceCollection AddSweeps(this IServiceCollection services)
    {
        services.AddOptions<SweepsOptions>().Configure<IServiceProvider>((options, provider) =>
            provider.GetService<IConfiguration>()?.GetSection(SweepsOptions.Section).Bind(options));
        services.AddSpending();
        services.TryAddSingleton<FactsReader>();
        services.TryAddSingleton<OutcomeReader>();
        services.TryAddSingleton<Allotter>();
        services.TryAddSingleton<CheckpointChooser>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CanaryDesk>();
        services.TryAddSingleton<CanaryComparer>();
        services.TryAddSingleton<SweepObserver>();
        services.TryAddSingleton<TroubleReader>();
        services.TryAddSingleton<RunRows>();
        services.TryAddSingleton<WritingReader>();
        services.TryAddSingleton<LineageReader>();
        services.TryAddSingleton<RecomputationDesk>();
        return services;
    }

    private static void AddSpending(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new Prices(provider.GetService<IConfiguration>()));
        services.TryAddSingleton<SweepModels>();
        services.TryAddSingleton<SweepRegistry>();
        services.TryAddSingleton<UnwantedJobs>();
        services.TryAddSingleton<SpendingInstruments>();
        services.TryAddSingleton<SpendingDesk>();
        services.TryAddSingleton<SpendingReader>();
    }
}

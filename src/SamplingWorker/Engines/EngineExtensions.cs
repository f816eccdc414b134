using EmergentMisalignment.Artifacts;
using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.SamplingWorker.Engines;

internal static class EngineExtensions
{
    /// <summary>The engine that this worker stands beside, where its configuration names one.</summary>
    public static IHostApplicationBuilder AddEngine(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Intake>();
        var section = builder.Configuration.GetSection(EngineOptions.Section);
        if (string.IsNullOrEmpty(section[nameof(EngineOptions.Endpoint)]))
            return builder;

        services.AddOptions<EngineOptions>()
            .Bind(section)
            .Validate(options => options.MaxLoras > 0, "Engine:MaxLoras must be at least 1: give the number that vLLM was started with, --max-loras.")
            .Validate(options => options.WaitingLow < options.WaitingHigh, "Engine:WaitingLow must be below Engine:WaitingHigh.")
            .ValidateOnStart();
        services.AddArtifacts(builder.Configuration.GetSection("Artifacts").Bind);
        services.AddSingleton<EngineGate>();
        services.AddSingleton<CallLimit>();
        services.AddSingleton<EngineInstruments>();
        services.AddSingleton<AdapterFolders>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<AdapterDesk>(provider, EngineOf(provider)));
        services.AddSingleton(provider => new EngineDesk(
            provider.GetRequiredService<EngineGate>(), provider.GetRequiredService<AdapterDesk>(), provider.GetRequiredService<CallLimit>(), provider.GetRequiredService<IOptions<EngineOptions>>()));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<EngineWatch>(
            provider, EngineOf(provider), provider.GetRequiredService<IModelEndpoints>().Get(NameOf(provider))));
        services.AddHealthChecks().AddCheck<EngineHealthCheck>("engine", HealthStatus.Unhealthy);
        return builder;
    }

    private static IEngine EngineOf(IServiceProvider provider) => provider.GetRequiredService<IEngines>().Get(NameOf(provider));

    private static string NameOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<EngineOptions>>().Value.Endpoint!;
}

using EmergentMisalignment.Experiments;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EmergentMisalignment.ModelClients;

public static class ModelClientsExtensions
{
    /// <summary>
    /// Adds the endpoints of the configuration's section <c>Endpoints</c>, those of an <see cref="EndpointsFile"/> among them, as <see cref="IModelEndpoints"/>, and <see cref="PetriDatasets"/>.
    /// </summary>
    /// <remarks>
    /// The section is read when <see cref="IModelEndpoints"/> is first asked for, so that a host may still learn the address of a server it starts itself.
    /// What is wrong with it is then an <see cref="InputException"/> that names the setting.
    /// </remarks>
    public static IServiceCollection AddModelEndpoints(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration is IConfigurationManager host)
            EndpointsFile.AddUnder(host);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddLogging();
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<ModelClientInstruments>(provider, configuration));
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<ModelEndpoints>(provider, configuration));
        services.TryAddSingleton<IModelEndpoints>(provider => provider.GetRequiredService<ModelEndpoints>());
        services.TryAddSingleton<IEngines>(provider => provider.GetRequiredService<ModelEndpoints>());
        services.TryAddSingleton(provider => new PetriDatasets(provider.GetRequiredService<ModelEndpoints>()));
        services.TryAddSingleton(provider => new PetriAdapters(provider.GetRequiredService<ModelEndpoints>()));
        return services;
    }
}

using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Cli.Local;

/// <summary>Asks every endpoint of a sweep whether it is there, before anything is started or written.</summary>
internal static class EndpointCheck
{
    /// <summary>The endpoint that a local run brings with it.</summary>
    public const string Embedded = "petri";

    public static async Task RunAsync(SweepSpec spec, LocalOptions options, CancellationToken cancellation)
    {
        var configuration = EndpointConfiguration.Read(options.Endpoints);
        var named = spec.Endpoints();
        var external = named.Distinct(StringComparer.Ordinal).Where(name => !IsEmbedded(configuration, name)).ToList();
        if (external.Count == 0)
            return;

        var services = new ServiceCollection();
        services.AddModelEndpoints(configuration);
        await using var provider = services.BuildServiceProvider();
        var endpoints = provider.GetRequiredService<IModelEndpoints>();
        foreach (var name in external)
            await endpoints.Get(name).ProbeAsync(cancellation); // A sidecar, too: here the worker is this process.
    }

    public static bool IsEmbedded(IConfiguration configuration, string name) =>
        name == Embedded && configuration[$"Endpoints:{Embedded}:Url"] is null;
}

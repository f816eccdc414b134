using EmergentMisalignment.AppHost.Local;

namespace EmergentMisalignment.AppHost.Models;

internal static class ModelServersExtensions
{
    private static readonly string[] Money = ["Free", "Budget"];

    public static ModelServers AddModelServers(this IDistributedApplicationBuilder builder) => new(builder);

    /// <summary>Tells a service of every server, and lets it wait for those that start with it.</summary>
    public static IResourceBuilder<ProjectResource> WithModels(this IResourceBuilder<ProjectResource> service, ModelServers models)
    {
        foreach (var server in models.All)
        {
            service.WithEnvironment($"Endpoints__{server.Name}__Kind", server.Kind);
            if (server.Url is { } url)
                service.WithEnvironment($"Endpoints__{server.Name}__Url", url);
            if (server.Key is { } key)
                service.WithEnvironment($"Endpoints__{server.Name}__ApiKey", key);
            foreach (var setting in Money)
            {
                if (service.ApplicationBuilder.Configuration[$"Endpoints:{server.Name}:{setting}"] is { } value)
                    service.WithEnvironment($"Endpoints__{server.Name}__{setting}", value);
            }

            if (server.WaitFor is { } resource)
                service.WaitFor(resource);
        }

        return service.WithFiles();
    }

    /// <summary>The endpoints and prices that <c>em</c> uses in this repository. A published service cannot see this machine's files: mount them there.</summary>
    private static IResourceBuilder<ProjectResource> WithFiles(this IResourceBuilder<ProjectResource> service)
    {
        var builder = service.ApplicationBuilder;
        if (builder.ExecutionContext.IsPublishMode)
            return service;
        if (Repository.File(builder, "EndpointsFile", "endpoints.yaml") is { } endpoints)
            service.WithEnvironment("EndpointsFile", endpoints);
        if (Repository.File(builder, "Prices:File", "prices.yaml") is { } prices)
            service.WithEnvironment("Prices__File", prices);
        return service;
    }
}

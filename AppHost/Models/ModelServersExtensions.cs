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

        if (service.ApplicationBuilder.Configuration["Prices:File"] is { } prices)
            service.WithEnvironment("Prices__File", Path.GetFullPath(prices));

        return service;
    }
}

namespace EmergentMisalignment.AppHost.Local;

internal static class LocalConsole
{
    /// <summary>
    /// What the Console has on this machine alone: an answer's page leads to its trace in the dashboard, and the texts that answers are searched in stay for the
    /// next start.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithDashboardAndTexts(this IResourceBuilder<ProjectResource> console)
    {
        var builder = console.ApplicationBuilder;
        if (builder.ExecutionContext.IsPublishMode)
            return console;
        if (builder.Configuration["ASPNETCORE_URLS"] is { Length: > 0 } dashboard)
            console.WithEnvironment("Console__TraceUrl", dashboard.Split(';')[0].TrimEnd('/') + "/traces/detail/{trace}");
        return console.WithEnvironment("Answers__Folder", LocalFolder.Of(builder, "answers"));
    }
}

using EmergentMisalignment.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.AppHost.Pools;

internal static class PoolExtensions
{
    /// <summary>
    /// Adds a pool of sampling workers for each base model; its workers are named after the queue they take from. The pools <paramref name="here"/>
    /// are of models that this machine serves, and are not published.
    /// </summary>
    public static IEnumerable<IResourceBuilder<ProjectResource>> AddPools(this IDistributedApplicationBuilder builder, params Pool[] here)
    {
        List<Pool> pools = [.. PoolSettings.Read(builder.Configuration, builder.ExecutionContext.IsPublishMode ? [] : here)];
        return pools.Count > 0
            ? [.. pools.Select(builder.AddPool)]
            : throw new MissingPartException(
                "No pool of sampling workers is named, so nothing published would answer: set Pools:MODEL:Workers for each base model.");
    }

    private static IResourceBuilder<ProjectResource> AddPool(this IDistributedApplicationBuilder builder, Pool pool)
    {
        var queue = QueueNames.Sampling(pool.BaseModel);
        var workers = builder.AddProject<Projects.SamplingWorker>(ResourceName(queue))
            .WithEnvironment("SamplingWorker__Pool", pool.BaseModel)
            .WithReplicas(pool.Workers)
            .WithIconName("Bot");
        if (pool.StartsByHand)
            workers.WithExplicitStart();

        return builder.ExecutionContext.IsPublishMode ? workers : workers.WithParentRelationship(builder.AddGroup(pool, queue, workers));
    }

    private static IResourceBuilder<PoolResource> AddGroup(
        this IDistributedApplicationBuilder builder, Pool pool, string queue, IResourceBuilder<ProjectResource> workers) =>
        builder.AddResource(new PoolResource(ResourceName($"pool-{queue["sampling-".Length..]}")))
            .WithInitialState(new()
            {
                ResourceType = "Pool",
                State = KnownResourceStates.Running,
                Properties = [new("Base model", pool.BaseModel), new("Queue", queue)],
            })
            .WithIconName("PeopleTeam")
            .WithCommand("start-workers", "Start workers", context => StartAsync(context, workers.Resource), new()
            {
                Description = $"Starts every worker of {pool.BaseModel} that does not run.",
                IconName = "Play",
                IsHighlighted = true,
            })
            .WithCommand("drain", "Drain", context => DrainAsync(context, workers.Resource), new()
            {
                Description = $"Stops every worker of {pool.BaseModel}: each finishes its shards or hands them back. What waits in {queue} stays there.",
                IconName = "ArrowDownload",
                IsHighlighted = true,
            })
            .ExcludeFromManifest();

    private static Task<ExecuteCommandResult> StartAsync(ExecuteCommandContext context, IResource workers) =>
        Workers(context).ExecuteCommandAsync(workers, KnownResourceCommands.StartCommand, context.CancellationToken);

    // Windows has no signal to ask a process with.
    private static Task<ExecuteCommandResult> DrainAsync(ExecuteCommandContext context, ProjectResource workers) =>
        OperatingSystem.IsWindows()
            ? Workers(context).ExecuteCommandAsync(workers, KnownResourceCommands.StopCommand, context.CancellationToken)
            : Drain.AllAsync(context, workers);

    private static ResourceCommandService Workers(ExecuteCommandContext context) => context.Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Aspire allows letters, digits and hyphens, 64 of them; a model's name may have dots, and a replica's name gets a suffix.</summary>
    private static string ResourceName(string name)
    {
        var plain = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        while (plain.Contains("--", StringComparison.Ordinal))
            plain = plain.Replace("--", "-", StringComparison.Ordinal);
        return plain[..Math.Min(plain.Length, 50)].Trim('-');
    }
}

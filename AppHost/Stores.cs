using EmergentMisalignment.AppHost.Local;
using EmergentMisalignment.AppHost.Publishing;
using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.AppHost;

/// <summary>
/// Broker and ledger. A connection string that is given wins; else they are containers that outlive the app host where a container engine answers;
/// else programs found on PATH, which end with the app host and keep their data.
/// </summary>
internal static class Stores
{
    public static IResourceBuilder<IResourceWithConnectionString> AddBroker(this IDistributedApplicationBuilder builder, string name, PublishTarget target) =>
        builder.Choose(name, () => builder.AddBrokerContainer(name, target), LocalBroker.Program, program => builder.AddLocalBroker(name, program));

    public static IResourceBuilder<IResourceWithConnectionString> AddLedger(this IDistributedApplicationBuilder builder, string name, PublishTarget target) =>
        builder.Choose(name, () => builder.AddLedgerContainer(name, target), LocalLedger.Program, program => builder.AddLocalLedger(name, program));

    private static IResourceBuilder<RabbitMQServerResource> AddBrokerContainer(this IDistributedApplicationBuilder builder, string name, PublishTarget target)
    {
        var broker = builder.AddRabbitMQ(name).WithManagementPlugin().WithDataVolume(Volume(name)).WithLifetime(ContainerLifetime.Persistent);
        target.Keep(broker, Volume(name));
        return broker;
    }

    private static IResourceBuilder<RedisResource> AddLedgerContainer(this IDistributedApplicationBuilder builder, string name, PublishTarget target)
    {
        var ledger = builder.AddRedis(name)
            .WithoutHttpsCertificate()
            .WithDataVolume(Volume(name))
            .WithAppendOnlyFile()
            .WithLifetime(ContainerLifetime.Persistent);
        target.Keep(ledger, Volume(name));
        return ledger;
    }

    private static string Volume(string store) => $"emergent-misalignment-{store}";

    private static IResourceBuilder<IResourceWithConnectionString> Choose(
        this IDistributedApplicationBuilder builder,
        string name,
        Func<IResourceBuilder<IResourceWithConnectionString>> container,
        string program,
        Func<string, IResourceBuilder<IResourceWithConnectionString>> local)
    {
        if (!string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(name)))
            return builder.AddConnectionString(name);
        if (builder.ExecutionContext.IsPublishMode || ContainerEngine.Answers(builder.Configuration))
            return container();
        return SearchPath.Find(program) is { } path
            ? local(path)
            : throw new MissingPartException(
                $"No container engine answers and {program} is not on PATH: start Docker or Podman, install {program}, or set ConnectionStrings__{name}.");
    }

    /// <summary>
    /// Redis keeps what it acknowledged: snapshots alone, Aspire's persistence, would forget up to a minute of answers, and every one of them would be
    /// paid for again.
    /// </summary>
    private static IResourceBuilder<RedisResource> WithAppendOnlyFile(this IResourceBuilder<RedisResource> redis) =>
        redis.WithArgs(context =>
        {
            if (context.ExecutionContext.IsRunMode)
            {
                context.Args.Add("--appendonly");
                context.Args.Add("yes");
            }
            else
            {
                // Published, the whole command is one argument of a shell.
                context.Args[^1] = $"{context.Args[^1]} --appendonly yes";
            }
        });
}

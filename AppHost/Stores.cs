using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.AppHost;

/// <summary>Broker and ledger: those that a connection string names, containers otherwise.</summary>
internal static class Stores
{
    public static IResourceBuilder<IResourceWithConnectionString> AddBroker(this IDistributedApplicationBuilder builder, string name) =>
        builder.Configuration.GetConnectionString(name) is not null
            ? builder.AddConnectionString(name)
            : builder.AddRabbitMQ(name).WithManagementPlugin().WithDataVolume().WithLifetime(ContainerLifetime.Persistent);

    public static IResourceBuilder<IResourceWithConnectionString> AddLedgerStore(this IDistributedApplicationBuilder builder, string name) =>
        builder.Configuration.GetConnectionString(name) is not null
            ? builder.AddConnectionString(name)
            : builder.AddRedis(name).WithPersistence().WithLifetime(ContainerLifetime.Persistent);
}

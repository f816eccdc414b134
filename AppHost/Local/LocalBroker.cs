using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace EmergentMisalignment.AppHost.Local;

internal static class LocalBroker
{
    public const string Program = "rabbitmq-server";

    /// <summary>
    /// A RabbitMQ on loopback with its management pages, apart from any other on this machine: own data, own node, own port mapper.
    /// <c>Local:MessagingPort</c> and <c>Local:ManagementPort</c> fix its ports.
    /// </summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddLocalBroker(this IDistributedApplicationBuilder builder, string name, string program)
    {
        var port = LocalPort.Choose(builder.Configuration, "Local:MessagingPort");
        var managementPort = LocalPort.Choose(builder.Configuration, "Local:ManagementPort");
        var mapperPort = LocalPort.Free();
        var folder = LocalFolder.Take(builder, name);
        Configure(folder, port, managementPort);
        var address = $"amqp://guest:guest@127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
        builder.AddCheck(name, new Uri(address));

        var broker = builder.AddResource(new LocalServerResource(name, Unwrap(program), folder, address))
            .WithNode(folder, mapperPort)
            .WithEndpoint(port: port, targetPort: port, scheme: "tcp", name: "tcp", isProxied: false)
            .WithEndpoint(port: managementPort, targetPort: managementPort, scheme: "http", name: "management", isProxied: false)
            .WithUrlForEndpoint("management", url => url.DisplayText = "RabbitMQ management (guest, guest)")
            .WithHealthCheck($"{name}_check")
            .WithIconName("MailMultiple")
            .ExcludeFromManifest();

        return SearchPath.Find("epmd") is { } mapper ? broker.WithMapper(mapper, folder, mapperPort) : broker;
    }

    private static void Configure(string folder, int port, int managementPort)
    {
        File.WriteAllText(Path.Combine(folder, "enabled_plugins"), "[rabbitmq_management].\n");
        File.WriteAllText(Path.Combine(folder, "rabbitmq.conf"), string.Create(CultureInfo.InvariantCulture, $"""
            listeners.tcp.1 = 127.0.0.1:{port}
            management.tcp.ip = 127.0.0.1
            management.tcp.port = {managementPort}

            """));
    }

    private static IResourceBuilder<LocalServerResource> WithNode(this IResourceBuilder<LocalServerResource> broker, string folder, int mapperPort) =>
        broker
            .WithEnvironment("HOME", folder)
            .WithEnvironment("RABBITMQ_NODENAME", "emergent-misalignment@localhost")
            .WithEnvironment("RABBITMQ_DIST_PORT", LocalPort.Free().ToString(CultureInfo.InvariantCulture))
            .WithEnvironment("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}")
            .WithEnvironment("RABBITMQ_MNESIA_BASE", Path.Combine(folder, "data"))
            .WithEnvironment("RABBITMQ_LOG_BASE", Path.Combine(folder, "log"))
            .WithEnvironment("RABBITMQ_LOGS", "-")
            .WithEnvironment("RABBITMQ_CONFIG_FILE", Path.Combine(folder, "rabbitmq.conf"))
            .WithEnvironment("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Combine(folder, "enabled_plugins"))
            // The system's own broker may have settings here, which are not meant for this one.
            .WithEnvironment("RABBITMQ_CONF_ENV_FILE", Path.Combine(folder, "rabbitmq-env.conf"))
            .WithEnvironment("ERL_EPMD_ADDRESS", "127.0.0.1")
            .WithEnvironment("ERL_EPMD_PORT", mapperPort.ToString(CultureInfo.InvariantCulture));

    /// <summary>Erlang's port mapper as a program that ends with the app host; RabbitMQ would start one that stays.</summary>
    private static IResourceBuilder<LocalServerResource> WithMapper(
        this IResourceBuilder<LocalServerResource> broker, string mapper, string folder, int port)
    {
        var epmd = broker.ApplicationBuilder
            .AddExecutable($"{broker.Resource.Name}-epmd", mapper, folder, "-address", "127.0.0.1", "-port", port.ToString(CultureInfo.InvariantCulture))
            .WithParentRelationship(broker)
            .ExcludeFromManifest();
        return broker.WaitForStart(epmd);
    }

    private static void AddCheck(this IDistributedApplicationBuilder builder, string name, Uri address)
    {
        IConnection? connection = null;
        builder.Services.AddHealthChecks().AddRabbitMQ(
            async _ => connection ??= await new ConnectionFactory { Uri = address }.CreateConnectionAsync(),
            $"{name}_check");
    }

    /// <summary>Debian's command is a wrapper that runs as the system's user rabbitmq, and refuses others; the script beside it takes anyone.</summary>
    private static string Unwrap(string program)
    {
        var script = File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName;
        return Path.GetFileName(script) == "rabbitmq-script-wrapper" ? Path.Combine(Path.GetDirectoryName(script)!, Program) : program;
    }
}

using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.AppHost.Local;

internal static class LocalLedger
{
    public const string Program = "redis-server";

    /// <summary>A Redis on loopback that keeps what it acknowledged. <c>Local:LedgerPort</c> fixes its port.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddLocalLedger(this IDistributedApplicationBuilder builder, string name, string program)
    {
        var port = LocalPort.Choose(builder.Configuration, "Local:LedgerPort");
        var folder = LocalFolder.Take(builder, name);
        var address = $"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
        builder.Services.AddHealthChecks().AddRedis(address, $"{name}_check");

        return builder.AddResource(new LocalServerResource(name, program, folder, address))
            .WithArgs("--bind", "127.0.0.1", "--port", port, "--dir", folder, "--appendonly", "yes", "--save", "")
            .WithEndpoint(port: port, targetPort: port, scheme: "tcp", name: "tcp", isProxied: false)
            .WithHealthCheck($"{name}_check")
            .WithIconName("Database")
            .ExcludeFromManifest();
    }
}

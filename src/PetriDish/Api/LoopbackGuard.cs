using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace EmergentMisalignment.PetriDish.Api;

/// <summary>Keeps a server without an API key from starting on an address that others can reach.</summary>
internal sealed class LoopbackGuard(IServer server, PetriDishOptions options) : IHostedLifecycleService
{
    /// <exception cref="InvalidOperationException">An address is not of this machine alone.</exception>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var open = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(address => !IsLoopback(address));
        return open is null || !string.IsNullOrEmpty(options.ApiKey)
            ? Task.CompletedTask
            : throw new InvalidOperationException($"PetriDish would listen on {open} without an API key; set PetriDish:ApiKey or listen on 127.0.0.1.");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address).Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }
}

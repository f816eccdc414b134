using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace EmergentMisalignment.Console.Access;

/// <summary>Keeps a Console without a key from starting on an address that others can reach.</summary>
internal sealed class LoopbackGuard(IServer server, AccessKey key) : IHostedLifecycleService
{
    /// <exception cref="InvalidOperationException">An address is not of this machine alone.</exception>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var open = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(address => !Loopback.Is(BindingAddress.Parse(address).Host));
        return open is null || key.IsSet
            ? Task.CompletedTask
            : throw new InvalidOperationException($"The Console would listen on {open} without an API key; set Console:ApiKey or Console:ApiKeyFile, or listen on 127.0.0.1.");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

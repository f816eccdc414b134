using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace EmergentMisalignment.ServiceDefaults.Access;

/// <summary>Keeps a server that asks nobody who they are from starting on an address that others can reach.</summary>
/// <param name="server">The server that listens.</param>
/// <param name="asks">Whether its callers must say who they are.</param>
/// <param name="refusal">The sentence that refuses an address and says what to set.</param>
public sealed class LoopbackGuard(IServer server, bool asks, Func<string, string> refusal) : IHostedLifecycleService
{
    /// <exception cref="InvalidOperationException">An address is not of this machine alone.</exception>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var open = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(address => !Loopback.Is(BindingAddress.Parse(address).Host));
        return open is null || asks ? Task.CompletedTask : throw new InvalidOperationException(refusal(open));
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace EmergentMisalignment.ServiceDefaults.Access;

/// <summary>Keeps a server without an API key from starting on an address that others can reach.</summary>
/// <param name="server">The server that listens.</param>
/// <param name="key">The key that its callers must bring, if there is one.</param>
/// <param name="refusal">The sentence that refuses an address and says what to set.</param>
public sealed class LoopbackGuard(IServer server, BearerKey key, Func<string, string> refusal) : IHostedLifecycleService
{
    /// <exception cref="InvalidOperationException">An address is not of this machine alone.</exception>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var open = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(address => !Loopback.Is(BindingAddress.Parse(address).Host));
        return open is null || key.IsSet ? Task.CompletedTask : throw new InvalidOperationException(refusal(open));
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using EmergentMisalignment.ServiceDefaults.Access;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Console.Access;

/// <summary>Whether callers must say who they are. Where neither a key nor a provider is configured nobody could, so only this machine is served.</summary>
internal sealed class AccessMode(BearerKey bootstrap, IOptions<ConsoleOptions> options)
{
    public bool Asks { get; } = bootstrap.IsSet || options.Value.OpenIdConnect.IsConfigured;
}

using EmergentMisalignment.Console.Access;
using EmergentMisalignment.Console.Access.Keys;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace EmergentMisalignment.Console.Pages.Parts;

/// <summary>A page that stays open keeps its connection, and no request asks who is there: so it is asked every so often whether their key is still good.</summary>
internal sealed class SignedInPeople(ILoggerFactory loggers, KeyRing keys) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(20);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        authenticationState.User.Identity is not { AuthenticationType: Schemes.Key, Name: { } name } || await keys.IsGoodAsync(name, cancellationToken);
}

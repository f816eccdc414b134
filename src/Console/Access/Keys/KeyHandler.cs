using System.Text.Encodings.Web;
using EmergentMisalignment.ServiceDefaults.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Console.Access.Keys;

/// <summary>Knows callers by the key in their Authorization header.</summary>
internal sealed class KeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, KeyRing keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerKey.Read(Request.Headers.Authorization.ToString()) is not { } key)
            return AuthenticateResult.NoResult();

        var found = await keys.FindAsync(BearerKey.Hash(key), Context.RequestAborted);
        return found.Refusal is { } refusal
            ? AuthenticateResult.Fail(refusal)
            : AuthenticateResult.Success(new AuthenticationTicket(Identities.Of(found.Name, found.Scope, Schemes.Key), Scheme.Name));
    }
}

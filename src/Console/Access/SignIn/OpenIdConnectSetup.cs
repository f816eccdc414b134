using System.Security.Claims;
using EmergentMisalignment.Console.Audit;
using EmergentMisalignment.Console.Problems;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace EmergentMisalignment.Console.Access.SignIn;

/// <summary>Signs people in at the configured provider, by code and PKCE; of what the provider says, only who it is and what they may do is kept.</summary>
internal sealed class OpenIdConnectSetup(IOptions<ConsoleOptions> console, AuditTrail trail) : IConfigureNamedOptions<OpenIdConnectOptions>
{
    private readonly OpenIdConnectSettings _settings = console.Value.OpenIdConnect;

    public void Configure(OpenIdConnectOptions options) => Configure(Schemes.OpenIdConnect, options);

    /// <exception cref="InvalidOperationException">A setting is missing or says what cannot be.</exception>
    public void Configure(string? name, OpenIdConnectOptions options)
    {
        if (_settings.Scopes.Values.FirstOrDefault(scope => !Scopes.IsOne(scope)) is { } wrong)
            throw new InvalidOperationException($"Console:OpenIdConnect:Scopes gives '{wrong}': it can give {string.Join(", ", Scopes.All)}.");

        options.Authority = _settings.Authority;
        options.ClientId = string.IsNullOrWhiteSpace(_settings.ClientId) ? throw new InvalidOperationException("Console:OpenIdConnect:ClientId is missing: register the Console at the provider.") : _settings.ClientId;
        options.ClientSecret = string.IsNullOrWhiteSpace(_settings.ClientSecretFile) ? null : BootstrapKey.Read(_settings.ClientSecretFile, "Console:OpenIdConnect:ClientSecretFile");
        options.RequireHttpsMetadata = !new Uri(_settings.Authority!).IsLoopback;
        options.SignInScheme = Schemes.Cookie;
        options.ResponseType = OpenIdConnectResponseType.Code;

        // A form that the provider's page posts would be a request from another site, which is refused.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.MapInboundClaims = false;
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Events.OnTokenValidated = context =>
        {
            context.Principal = Known(context.Principal!);
            return trail.RecordAsync(context.Principal, "sign-in", null, StatusCodes.Status302Found);
        };
        options.Events.OnRemoteFailure = context => throw new RefusedException(
            StatusCodes.Status401Unauthorized, $"Signing in at {_settings.Authority} failed: {context.Failure?.Message.TrimEnd('.') ?? "it said nothing"}. Try again from /sign-in.");
    }

    private ClaimsPrincipal Known(ClaimsPrincipal said)
    {
        var subject = said.FindFirstValue("sub")!;
        var name = said.FindFirstValue("preferred_username") ?? said.FindFirstValue("email") ?? said.FindFirstValue("name") ?? subject;
        return Identities.Of(name, _settings.ScopeOf(said.FindAll(_settings.ScopeClaim).Select(claim => claim.Value)), Schemes.OpenIdConnect, subject);
    }
}

using EmergentMisalignment.Console.Access.Keys;
using EmergentMisalignment.Console.Access.SignIn;
using EmergentMisalignment.ServiceDefaults.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Console.Access;

/// <summary>Who uses the Console, and what they may do.</summary>
internal static class AccessExtensions
{
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => BootstrapKey.Find(provider.GetRequiredService<IOptions<ConsoleOptions>>().Value));
        services.AddSingleton<AccessMode>().AddSingleton<KeyRing>().AddSingleton<SignedInKeys>();
        services.AddHostedService(provider => new LoopbackGuard(
            provider.GetRequiredService<IServer>(),
            provider.GetRequiredService<AccessMode>().Asks,
            open => $"The Console would listen on {open} without an API key; set Console:ApiKey, Console:ApiKeyFile or Console:OpenIdConnect, or listen on 127.0.0.1."));
        services.AddSchemes(builder.Configuration.GetSection(ConsoleOptions.Section));
        services.AddAuthorization(Scopes.AddTo);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessRefusals>();
        services.AddAntiforgery(forgery => (forgery.Cookie.Name, forgery.Cookie.SameSite) = ("em-form", SameSiteMode.Strict));
        services.AddRateLimiter(_ => { }).ConfigureOptions<RateLimits>();
    }

    /// <summary>The order counts: nobody is known before the guard of this machine has looked, and nothing is refused before it is known by whom.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseMiddleware<SiteGuard>();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<ForgeryGuard>();
        app.UseAntiforgery();
    }

    private static void AddSchemes(this IServiceCollection services, IConfigurationSection console)
    {
        var schemes = services.AddAuthentication(Schemes.Any)
            .AddPolicyScheme(Schemes.Any, null, any => any.ForwardDefaultSelector = Choose)
            .AddScheme<AuthenticationSchemeOptions, LocalHandler>(Schemes.Local, null)
            .AddScheme<AuthenticationSchemeOptions, KeyHandler>(Schemes.Key, null)
            .AddCookie(Schemes.Cookie);
        services.AddOptions<CookieAuthenticationOptions>(Schemes.Cookie).Configure<IOptions<ConsoleOptions>>((cookie, options) =>
        {
            (cookie.Cookie.Name, cookie.Cookie.HttpOnly, cookie.Cookie.SameSite) = ("em-session", true, SameSiteMode.Strict);
            (cookie.EventsType, cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (typeof(SignedInKeys), options.Value.OpenIdConnect.SignedInFor, false);
        });
        if (!string.IsNullOrWhiteSpace(console[$"{nameof(ConsoleOptions.OpenIdConnect)}:{nameof(OpenIdConnectSettings.Authority)}"]))
        {
            schemes.AddOpenIdConnect(Schemes.OpenIdConnect, _ => { });
            services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, OpenIdConnectSetup>();
        }

        var protection = services.AddDataProtection().SetApplicationName("EmergentMisalignment.Console");
        if (console[nameof(ConsoleOptions.SessionKeyFolder)] is { Length: > 0 } folder)
            protection.PersistKeysToFileSystem(new DirectoryInfo(folder));
    }

    private static string Choose(HttpContext context) =>
        !context.RequestServices.GetRequiredService<AccessMode>().Asks ? Schemes.Local : context.Request.Headers.Authorization.Count > 0 ? Schemes.Key : Schemes.Cookie;
}

using EmergentMisalignment.Console.Access.Keys;
using EmergentMisalignment.Console.Audit;
using EmergentMisalignment.ServiceDefaults.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Console.Access.SignIn;

/// <summary>How a browser signs in and out. These pages are made without scripts and need nothing but themselves.</summary>
internal static class SignInEndpoints
{
    public const string Path = "/sign-in";
    private const string OutPath = "/sign-out";
    private const string ProviderPath = "/sign-in/provider";

    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription().AllowAnonymous();
        pages.MapGet(Path, ShowAsync);
        pages.MapPost(Path, SignInAsync).Audited("sign-in").RequireRateLimiting(RateLimits.SignIn);
        pages.MapGet(ProviderPath, AskProvider).RequireRateLimiting(RateLimits.SignIn);
        pages.MapGet(OutPath, SignInPage.Out);
        pages.MapPost(OutPath, (Delegate)SignOutAsync).Audited("sign-out");
        return app;
    }

    /// <summary>Where somebody signs in who wants to see this.</summary>
    public static string PathFor(HttpRequest request) => Path + QueryString.Create("to", $"{request.PathBase}{request.Path}{request.QueryString}");

    private static IResult ShowAsync(HttpContext context, AccessMode mode, IAntiforgery antiforgery, IOptions<ConsoleOptions> options, string? to = null)
    {
        var place = Local(to);
        if (!mode.Asks || context.User.Holds(Scopes.Read))
            return TypedResults.LocalRedirect(place);

        // A strict cookie does not come along when a link of another site is followed, or a provider sends somebody back. From this page on it does.
        return context.Request.Headers["Sec-Fetch-Site"] == "cross-site" && to is not null
            ? SignInPage.GoOn(place)
            : SignInPage.Show(context, antiforgery, options.Value.OpenIdConnect, place, null);
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, KeyRing keys, IAntiforgery antiforgery, IOptions<ConsoleOptions> options, [FromForm] string? key = null, [FromForm] string? to = null)
    {
        var hash = BearerKey.Hash((key ?? "").Trim());
        var found = await keys.FindAsync(hash, context.RequestAborted);
        if (found.Refusal is not null)
            return SignInPage.Show(context, antiforgery, options.Value.OpenIdConnect, Local(to), "This key opens nothing here: it is wrong, or was revoked, or has expired.");

        context.User = Identities.Of(found.Name, found.Scope, Schemes.Key);
        await context.SignInAsync(Schemes.Cookie, context.User, SignedInKeys.Remember(hash));
        return TypedResults.LocalRedirect(Local(to));
    }

    private static IResult AskProvider(IOptions<ConsoleOptions> options, string? to = null) => !options.Value.OpenIdConnect.IsConfigured
        ? TypedResults.LocalRedirect(Path)
        : TypedResults.Challenge(new AuthenticationProperties { RedirectUri = Local(to) }, [Schemes.OpenIdConnect]);

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(Schemes.Cookie);
        return TypedResults.LocalRedirect(Path);
    }

    /// <summary>A place of this Console, or its front page: nobody is sent elsewhere.</summary>
    private static string Local(string? to) => to is ['/', ..] and not ['/', '/' or '\\', ..] && !to.Any(char.IsControl) ? to : "/";
}

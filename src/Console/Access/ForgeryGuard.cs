using EmergentMisalignment.Console.Problems;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace EmergentMisalignment.Console.Access;

/// <summary>
/// A browser sends its cookie whoever made it send the request. So what changes something under a cookie must also bring the token that only the Console's own pages
/// hold; a key in a header is proof enough by itself.
/// </summary>
internal sealed class ForgeryGuard(RequestDelegate next, IAntiforgery antiforgery)
{
    /// <summary>Where pages talk to the server over a connection that cannot carry a token; the site guard has looked at its origin.</summary>
    private const string Circuits = "/_blazor";

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var isUnsafe = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
        if (isUnsafe && IsUnderCookie(context) && !request.Path.StartsWithSegments(Circuits, StringComparison.Ordinal) && !await antiforgery.IsRequestValidAsync(context))
            throw new RefusedException(StatusCodes.Status400BadRequest, "The form is too old, or was not one of this Console's: load the page again and repeat what you did.");

        await next(context);
    }

    private static bool IsUnderCookie(HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket?.AuthenticationScheme == Schemes.Cookie;
}

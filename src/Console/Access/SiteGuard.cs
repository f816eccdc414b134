using System.Net;
using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.ServiceDefaults.Access;

namespace EmergentMisalignment.Console.Access;

/// <summary>
/// Where nobody is asked who they are, only programs of this machine are served: a web page that a browser shows may send requests here too, under its own name
/// (rebinding). And everywhere, what a page of another origin sends is refused.
/// </summary>
internal sealed class SiteGuard(RequestDelegate next, AccessMode mode)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (HealthPaths.Include(request.Path))
            return next(context);

        if (!mode.Asks && !IsOfThisMachine(context))
            throw new RefusedException(StatusCodes.Status403Forbidden, "Without an API key the Console only serves its own machine, by the name localhost or 127.0.0.1; set Console:ApiKey.");

        return IsFromAnotherSite(request)
            ? throw new RefusedException(StatusCodes.Status403Forbidden, "The Console takes no requests from pages of other sites.")
            : next(context);
    }

    private static bool IsOfThisMachine(HttpContext context) =>
        (context.Connection.LocalIpAddress is not { } address || IPAddress.IsLoopback(address)) && Loopback.Is(context.Request.Host.Host);

    /// <summary>By the origin that browsers name, and by what they say of the sender where they name none. A link that a person follows from another site is a GET, and no such request.</summary>
    private static bool IsFromAnotherSite(HttpRequest request) =>
        (request.Headers.Origin is [{ Length: > 0 } origin, ..] && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
        || (request.Headers["Sec-Fetch-Site"] is [{ } site, ..] && site is "cross-site" or "same-site" && request.Headers["Sec-Fetch-Mode"] != "navigate");
}

using System.Net;
using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.ServiceDefaults.Access;

namespace EmergentMisalignment.Console.Access;

/// <summary>
/// With a key, every request but those for its health must bring it. Without one, only programs of this machine are served: a web page that a browser shows may
/// send requests here too, under its own name (rebinding) or from its own origin, and both are refused.
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next, BearerKey key)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (HealthPaths.Include(request.Path))
            return next(context);

        if (key.IsSet)
        {
            if (!key.IsIn(request.Headers.Authorization.ToString()))
                throw new RefusedException(StatusCodes.Status401Unauthorized, "The API key is missing or wrong; send it as 'Authorization: Bearer KEY', or set EM_API_KEY for em.");
        }
        else if (!IsOfThisMachine(context))
        {
            throw new RefusedException(StatusCodes.Status403Forbidden, "Without an API key the Console only serves its own machine, by the name localhost or 127.0.0.1; set Console:ApiKey.");
        }

        return IsFromAnotherSite(request)
            ? throw new RefusedException(StatusCodes.Status403Forbidden, "The Console takes no requests from pages of other sites.")
            : next(context);
    }

    private static bool IsOfThisMachine(HttpContext context) =>
        (context.Connection.LocalIpAddress is not { } address || IPAddress.IsLoopback(address)) && Loopback.Is(context.Request.Host.Host);

    private static bool IsFromAnotherSite(HttpRequest request) =>
        request.Headers.Origin is [{ Length: > 0 } origin, ..] && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}

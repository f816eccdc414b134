using System.Net;
using EmergentMisalignment.PetriDish.Models;
using EmergentMisalignment.ServiceDefaults.Access;

namespace EmergentMisalignment.PetriDish.Api;

/// <summary>
/// With an API key, every request but those for its health must bring it. Without one, only this machine is served, whatever address the server listens on.
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next, BearerKey key)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!key.IsSet && context.Connection.LocalIpAddress is { } address && !IPAddress.IsLoopback(address))
            throw new RefusedException(403, "Without an API key PetriDish only serves its own machine; set PetriDish:ApiKey.", null, "not_loopback");
        if (key.IsSet && !HealthPaths.Include(context.Request.Path) && !key.IsIn(context.Request.Headers.Authorization.ToString()))
            throw new RefusedException(401, "The API key is missing or wrong; send it as 'Authorization: Bearer KEY'.", null, "invalid_api_key");
        return next(context);
    }
}

using EmergentMisalignment.Console.Access.Keys;
using EmergentMisalignment.Console.Access.SignIn;
using EmergentMisalignment.Console.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;

namespace EmergentMisalignment.Console.Access;

/// <summary>What somebody is told who may not do what they asked: a person with a browser is shown where to sign in, everybody else gets one sentence.</summary>
internal sealed class AccessRefusals : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
            await next(context);
        else if (authorizeResult.Forbidden)
            throw new RefusedException(StatusCodes.Status403Forbidden, Forbidden(context, policy));
        else if (IsPerson(context.Request))
            context.Response.Redirect(SignInEndpoints.PathFor(context.Request));
        else
            throw new RefusedException(StatusCodes.Status401Unauthorized, (await context.AuthenticateAsync()).Failure?.Message ?? KeyRing.Unknown);
    }

    private static string Forbidden(HttpContext context, AuthorizationPolicy policy)
    {
        var wanted = policy.Requirements.OfType<ClaimsAuthorizationRequirement>().Where(claim => claim.ClaimType == Scopes.ClaimType).SelectMany(claim => claim.AllowedValues ?? []).LastOrDefault();
        var held = Scopes.Of(context.User) is { } scope ? $"has the scope {scope}" : "has no scope here";
        return $"{Identities.Name(context.User)} {held}, and this needs {wanted}: an administrator can give a key for it with em keys create NAME --scope {wanted}.";
    }

    /// <summary>Whether it is a browser that goes to a page, which also says so where it does not send the newer headers.</summary>
    private static bool IsPerson(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Authorization.Count == 0 && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}

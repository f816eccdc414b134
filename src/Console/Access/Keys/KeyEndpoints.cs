using System.Text.RegularExpressions;
using EmergentMisalignment.Console.Audit;
using EmergentMisalignment.Console.Documentation;
using EmergentMisalignment.Console.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EmergentMisalignment.Console.Access.Keys;

/// <summary>API keys: made, listed, revoked.</summary>
internal static partial class KeyEndpoints
{
    public static RouteGroupBuilder MapKeys(this RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/keys").WithTags("keys").RequireAuthorization(Scopes.Admin);
        keys.MapPost("", CreateAsync)
            .Audited("keys.create")
            .WithSummary("Makes an API key")
            .WithDescription("This answer is the only one that ever shows it: the Console keeps its SHA-256. A name is taken for good, so that the audit log stays clear.")
            .WithProblems(400, 409, 503)
            .WithRequestExample("""{ "name": "dashboard", "scope": "read", "expires_at": "2027-01-05T09:00:00+00:00" }""");
        keys.MapGet("", ListAsync)
            .WithSummary("Lists the API keys, revoked and expired ones included")
            .WithDescription("Answers 304 when If-None-Match brings the ETag of a list that still holds.")
            .Produces<KeyList>()
            .Produces(StatusCodes.Status304NotModified)
            .WithProblems(503)
            .WithResponseExample("""{ "keys": [{ "name": "dashboard", "scope": "read", "created_at": "2026-01-05T09:00:00+00:00", "created_by": "bootstrap" }] }""");
        keys.MapDelete("/{name}", RevokeAsync)
            .Audited("keys.revoke")
            .WithSummary("Revokes an API key")
            .WithDescription("It is refused from the next request on, and so are the browsers that signed in with it.")
            .WithProblems(404, 503);
        return api;
    }

    private static async Task<Created<NewKey>> CreateAsync(KeyRequest request, HttpContext context, KeyRing keys, TimeProvider time, CancellationToken cancellation)
    {
        if (!Scopes.IsOne(request.Scope))
            throw new RefusedException(StatusCodes.Status400BadRequest, $"scope must be {string.Join(", ", Scopes.All)}, not '{request.Scope}'.");
        if (!Names().IsMatch(request.Name) || request.Name is Identities.Bootstrap or Identities.Local)
            throw new RefusedException(StatusCodes.Status400BadRequest, $"A key's name begins with a letter or digit, has up to 64 of these and of . _ - @, and is neither {Identities.Bootstrap} nor {Identities.Local}.");
        if (request.ExpiresAt <= time.GetUtcNow())
            throw new RefusedException(StatusCodes.Status400BadRequest, "expires_at must be in the future.");

        context.IsAbout($"{request.Name} ({request.Scope})");
        return TypedResults.Created($"/api/keys/{request.Name}", await keys.CreateAsync(request, Identities.Name(context.User), cancellation));
    }

    private static async Task<IResult> ListAsync(HttpContext context, KeyRing keys, CancellationToken cancellation) =>
        Tagged.Result(context, new KeyList(await keys.ListAsync(cancellation)), ConsoleJson.Default.KeyList);

    private static async Task<Ok<AccessKey>> RevokeAsync(string name, KeyRing keys, CancellationToken cancellation) => TypedResults.Ok(await keys.RevokeAsync(name, cancellation));

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}\z")]
    private static partial Regex Names();
}

using EmergentMisalignment.Console.Access;
using EmergentMisalignment.Console.Documentation;
using EmergentMisalignment.Console.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EmergentMisalignment.Console.Audit;

/// <summary>Who did what.</summary>
internal static class AuditEndpoints
{
    private const int MostOnAPage = 500;

    public static RouteGroupBuilder MapAudit(this RouteGroupBuilder api)
    {
        api.MapGet("/audit", ListAsync)
            .WithTags("audit")
            .RequireAuthorization(Scopes.Admin)
            .WithSummary("Lists who did what, the latest first")
            .WithDescription("Submissions and changes of sweeps, uploads, keys, and signing in; names and outcomes, never contents. As many as Console:AuditEntries says are kept, and all are in the Console's log. limit is from 1 to 500, 100 where it is absent.")
            .WithProblems(400, 503)
            .WithResponseExample("""{ "entries": [{ "at": "2026-01-05T09:00:00+00:00", "who": "ci", "by": "ApiKey", "action": "submit", "on": "first", "status": 201 }], "total": 1 }""");
        return api;
    }

    private static async Task<Ok<AuditPage>> ListAsync(AuditTrail trail, CancellationToken cancellation, int skip = 0, int limit = 100) =>
        limit is < 1 or > MostOnAPage || skip < 0
            ? throw new RefusedException(StatusCodes.Status400BadRequest, $"limit must be from 1 to {MostOnAPage}, and skip no less than 0.")
            : TypedResults.Ok(await trail.ReadAsync(skip, limit, cancellation));
}

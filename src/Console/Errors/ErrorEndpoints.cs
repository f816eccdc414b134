using EmergentMisalignment.Console.Access;
using EmergentMisalignment.Console.Audit;
using EmergentMisalignment.Console.Documentation;
using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.ServiceDefaults.Messaging.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EmergentMisalignment.Console.Errors;

/// <summary>The error queue: listed, shown, tried again.</summary>
internal static class ErrorEndpoints
{
    private const int MostOnAPage = 500;
    private const int MostToLookThrough = 10_000;

    public static RouteGroupBuilder MapErrors(this RouteGroupBuilder api)
    {
        var errors = api.MapGroup("/errors").WithTags("errors");
        errors.MapGet("", ListAsync)
            .WithSummary("Lists messages that nobody could consume, oldest first")
            .WithDescription("Looking takes nothing out and changes no order. limit is from 1 to 500, 100 where it is absent.")
            .WithProblems(400, 503);
        errors.MapGet("/{id}", GetAsync)
            .WithSummary("Shows one of them, with the beginning of its body")
            .WithProblems(404, 503);
        errors.MapPost("/requeue", RequeueAsync)
            .RequireAuthorization(Scopes.Submit)
            .Audited("requeue")
            .WithSummary("Has messages tried again")
            .WithDescription("The failures of a sweep's work are forgotten and the Coordinator asks for what is still missing; any other message goes back to the queue it came from.")
            .WithProblems(400, 503)
            .WithRequestExample("""{ "all": true, "sweep": "quickstart" }""");
        return api;
    }

    private static async Task<Ok<ErrorList>> ListAsync(IErrorQueue errors, CancellationToken cancellation, int skip = 0, int limit = 100)
    {
        if (limit is < 1 or > MostOnAPage || skip is < 0 or > MostToLookThrough)
            throw new RefusedException(StatusCodes.Status400BadRequest, $"limit must be from 1 to {MostOnAPage} and skip from 0 to {MostToLookThrough}.");

        var page = await errors.ReadAsync(skip, limit, cancellation);
        var next = skip + page.Messages.Count;
        return TypedResults.Ok(new ErrorList(page.Messages, page.Total, page.Messages.Count == limit && next < page.Total ? next : null, errors.Absent));
    }

    private static async Task<Ok<DeadMessage>> GetAsync(string id, IErrorQueue errors, CancellationToken cancellation)
    {
        var page = await errors.ReadAsync(0, MostToLookThrough, cancellation);
        return page.Messages.FirstOrDefault(message => message.Id == id) is { } found
            ? TypedResults.Ok(found)
            : throw RefusedException.NotFound(errors.Absent ?? $"There is no message '{id}' in the error queue; GET /api/errors lists those that are.");
    }

    private static async Task<Ok<RequeueAnswer>> RequeueAsync(RequeueRequest request, HttpContext context, ErrorRequeuer requeuer, CancellationToken cancellation)
    {
        if (request.All == (request.Ids is { Count: > 0 }))
            throw new RefusedException(StatusCodes.Status400BadRequest, "Name messages by their ids, or say all, and not both.");

        context.IsAbout(string.Join(", ", request.Ids ?? (request.Sweep is { } sweep ? [$"all of {sweep}"] : ["all"])));
        return TypedResults.Ok(await requeuer.RequeueAsync(request, cancellation));
    }
}

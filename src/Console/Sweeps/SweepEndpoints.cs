using EmergentMisalignment.Console.Access;
using EmergentMisalignment.Console.Audit;
using EmergentMisalignment.Console.Documentation;
using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.Console.Sweeps.Validation;
using EmergentMisalignment.Experiments.Specs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>Sweeps: submitted, listed, looked at, watched.</summary>
internal static class SweepEndpoints
{
    private const int MostOnAPage = 200;

    public static RouteGroupBuilder MapSweeps(this RouteGroupBuilder api)
    {
        var sweeps = api.MapGroup("/sweeps").WithTags("sweeps");
        sweeps.MapPost("", SubmitAsync)
            .RequireAuthorization(Scopes.Submit)
            .Audited("submit")
            .WithSummary("Submits a sweep")
            .WithDescription("The body is the whole specification, question texts included, as em submit sends it. A sweep of the same name goes on as this one; what is finished is reused by its keys.")
            .Accepts<SweepSpec>("application/json")
            .Produces<SubmittedSweep>(StatusCodes.Status201Created)
            .Produces<SubmittedSweep>()
            .WithProblems(400, 413, 415, 422, 502, 503)
            .WithRequestExample(ApiExamples.Sweep);
        sweeps.MapPost("/validate", ValidateAsync)
            .WithSummary("Says what a submission of a sweep would say, what it comes to and what it is expected to cost")
            .WithDescription("The body is that of a submission. Nothing is written; endpoints are asked what a submission asks them, which costs a few tokens at most.")
            .Accepts<SweepSpec>("application/json")
            .WithProblems(400, 413, 415, 503)
            .WithRequestExample(ApiExamples.Sweep)
            .WithResponseExample(ApiExamples.Validation);
        sweeps.MapGet("", ListAsync)
            .WithSummary("Lists sweeps, latest first")
            .WithDescription("limit is from 1 to 200, 50 where it is absent; after is the next of the page before.")
            .WithProblems(400, 503)
            .WithResponseExample(ApiExamples.SweepPage);
        sweeps.MapGet("/{name}", GetAsync)
            .WithSummary("Shows a sweep: its state, how far it is, what failed and why")
            .WithDescription("Answers 304 when If-None-Match brings the ETag of a view that still holds.")
            .Produces<SweepDetails>()
            .Produces(StatusCodes.Status304NotModified)
            .WithProblems(404, 503);
        sweeps.MapGet("/{name}/progress", WatchAsync)
            .WithSummary("Streams a sweep's progress as server-sent events")
            .WithDescription("Each event, named progress, holds the sweep as the list shows it. The stream ends when the sweep is settled or cancelled.")
            .Produces<SweepView>(contentType: "text/event-stream")
            .WithProblems(404, 503);
        return api;
    }

    private static async Task<IResult> SubmitAsync(HttpRequest request, SweepDesk desk, CancellationToken cancellation)
    {
        var spec = await SweepBody.ReadAsync(request, cancellation);
        request.HttpContext.IsAbout(spec.Name);
        var submitted = await desk.SubmitAsync(spec, cancellation);
        return submitted.IsNew ? TypedResults.Created($"/api/sweeps/{submitted.Name}", submitted) : TypedResults.Ok(submitted);
    }

    private static async Task<Ok<ValidationReport>> ValidateAsync(HttpRequest request, SweepValidator validator, CancellationToken cancellation) =>
        TypedResults.Ok(await validator.ReportAsync(await SweepBody.ParseAsync<SweepSpec>(request, "a sweep's specification", cancellation), cancellation));

    private static async Task<Ok<SweepPage>> ListAsync(SweepViews views, CancellationToken cancellation, string? after = null, int limit = 50) =>
        limit is < 1 or > MostOnAPage
            ? throw new RefusedException(StatusCodes.Status400BadRequest, $"limit must be from 1 to {MostOnAPage}, not {limit}.")
            : TypedResults.Ok(await views.PageAsync(after, limit, cancellation));

    private static async Task<IResult> GetAsync(string name, HttpContext context, SweepViews views, CancellationToken cancellation) =>
        Tagged.Result(context, await views.DetailsAsync(name, cancellation), ConsoleJson.Default.SweepDetails);

    private static async Task<ServerSentEventsResult<string>> WatchAsync(string name, SweepViews views, SweepStream stream, CancellationToken cancellation) =>
        TypedResults.ServerSentEvents(stream.FollowAsync(await views.RecordAsync(name, cancellation), cancellation));
}

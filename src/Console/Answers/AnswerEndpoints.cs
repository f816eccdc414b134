using EmergentMisalignment.Answers.Details;
using EmergentMisalignment.Answers.Querying;
using EmergentMisalignment.Console.Documentation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EmergentMisalignment.Console.Answers;

/// <summary>What the models wrote: found, and shown one by one.</summary>
internal static class AnswerEndpoints
{
    private const string Archived =
        "Only archived answers are found: a run's are, all at once, when all of it is judged. not_archived says how many are still to come. ";

    public static RouteGroupBuilder MapAnswers(this RouteGroupBuilder api)
    {
        var answers = api.MapGroup("/sweeps/{name}/answers").WithTags("answers");
        answers.MapGet("", FindAsync)
            .WithSummary("Finds answers of a sweep, a page at a time")
            .WithDescription(
                $"{Archived}Scores and verdicts are the first judge's, verdicts under the sweep's own estimand. total counts what the filter leaves over all pages; facets count, for each value, " +
                "what there would be with it in place of the values that are asked for. Texts may be disturbing, and may hold markup: show them as text.")
            .WithProblems(400, 404, 503)
            .WithResponseExample(AnswerExamples.Page);
        answers.MapGet("/{cell}/{index:int}", GetAsync)
            .WithSummary("Shows one answer: as it was asked, what was written, and what each judge said of it")
            .WithDescription($"{Archived}The cell's key and the sample's index name an answer for good: the address may be kept.")
            .WithProblems(404, 503)
            .WithResponseExample(AnswerExamples.Details);
        return api;
    }

    private static async Task<Ok<AnswerPage>> FindAsync(string name, [AsParameters] AnswerParameters parameters, HttpContext context, AnswerDesk desk, CancellationToken cancellation)
    {
        AnswerParameters.CheckNames(context.Request.Query.Keys);
        DoNotStore(context);
        return TypedResults.Ok(await desk.FindAsync(name, parameters, cancellation));
    }

    private static async Task<Ok<AnswerDetails>> GetAsync(string name, string cell, int index, HttpContext context, AnswerDesk desk, CancellationToken cancellation)
    {
        DoNotStore(context);
        return TypedResults.Ok(await desk.GetAsync(name, cell, index, cancellation));
    }

    /// <summary>What the models wrote stays in no cache on the way.</summary>
    private static void DoNotStore(HttpContext context) => context.Response.Headers.CacheControl = "no-store";
}

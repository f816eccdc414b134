using EmergentMisalignment.Console.Documentation;
using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Spending;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>What is inside a sweep: its runs, and what it cost.</summary>
internal static class RunEndpoints
{
    private const int MostOnAPage = 500;

    public static RouteGroupBuilder MapRuns(this RouteGroupBuilder api)
    {
        var sweep = api.MapGroup("/sweeps/{name}").WithTags("sweeps");
        sweep.MapGet("/runs", ListAsync)
            .WithSummary("Lists a sweep's runs in the order of its plan: condition, base, seed, model, and how far each is")
            .WithDescription("limit is from 1 to 500, 100 where it is absent; skip is the next of the page before. Of a sweep that may stop early the totals are the most it may come to. Answers 304 when If-None-Match brings the ETag of a page that still holds.")
            .Produces<RunPage>()
            .Produces(StatusCodes.Status304NotModified)
            .WithProblems(400, 404, 503)
            .WithResponseExample(ApiExamples.RunPage);
        sweep.MapGet("/costs", CostsAsync)
            .WithSummary("Shows what a sweep has spent, over all its submissions, in US dollars")
            .WithDescription("By stage, with what is set aside for calls under way and what may have been billed for calls whose answers were lost. Answers 304 when If-None-Match brings the ETag of costs that still hold.")
            .Produces<SweepSpending>()
            .Produces(StatusCodes.Status304NotModified)
            .WithProblems(404, 503)
            .WithResponseExample("""{ "budget": 20, "spent": 3.25, "unsettled": 0, "reserved": 0.5, "stages": { "answers": 1, "verdicts": 2.25 } }""");
        return api;
    }

    private static async Task<IResult> ListAsync(string name, HttpContext context, SweepViews sweeps, RunViews runs, CancellationToken cancellation, int skip = 0, int limit = 100) =>
        limit is < 1 or > MostOnAPage || skip < 0
            ? throw new RefusedException(StatusCodes.Status400BadRequest, $"limit must be from 1 to {MostOnAPage}, and skip no less than 0.")
            : Tagged.Result(context, await runs.PageAsync(await sweeps.RecordAsync(name, cancellation), skip, limit, cancellation), ConsoleJson.Default.RunPage);

    private static async Task<IResult> CostsAsync(string name, HttpContext context, SweepViews sweeps, SpendingReader spending, CancellationToken cancellation)
    {
        var sweep = await sweeps.RecordAsync(name, cancellation);
        var spent = await spending.ReadAsync(sweep.Name, cancellation) ?? new SweepSpending { Spent = 0, Stages = new Dictionary<string, decimal>() };
        return Tagged.Result(context, spent, ConsoleJson.Default.SweepSpending);
    }
}

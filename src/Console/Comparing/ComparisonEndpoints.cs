using EmergentMisalignment.Console.Documentation;
using EmergentMisalignment.Console.Results;
using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Reports.Comparing;
using EmergentMisalignment.Sweeps.Lineage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EmergentMisalignment.Console.Comparing;

/// <summary>Two sweeps side by side, in their numbers and in what they are computed from.</summary>
internal static class ComparisonEndpoints
{
    public static RouteGroupBuilder MapComparisons(this RouteGroupBuilder api)
    {
        api.MapGet("/compare", CompareAsync)
            .WithTags("results")
            .WithSummary("Sets two sweeps side by side")
            .WithDescription(
                "Rates of the same conditions over the questions that both sweeps ask, and on each of them, with the difference (right less left), its interval and a permutation test over models; " +
                "warnings where the numbers are not comparable, and the settings in which the two specifications differ.")
            .WithProblems(400, 404, 503);
        api.MapGet("/why", WhyAsync)
            .WithTags("results")
            .WithSummary("Says why something was computed again")
            .WithDescription(
                "left and right are two keys (32 hexadecimal characters, as manifest.json and the columns cell and judgement have them), or the names of an earlier and a later sweep; run is one run of " +
                "the later sweep, all where it is left out. What follows from an earlier part, such as a model from other training rows, is told from what a part has changed of its own.")
            .WithProblems(400, 404, 503);
        return api;
    }

    private static async Task<Ok<SweepComparison>> CompareAsync(string left, string right, ResultsDesk desk, CancellationToken cancellation, bool fresh = false)
    {
        var one = await desk.GetAsync(left, fresh, cancellation);
        return TypedResults.Ok(SweepComparer.Compare(one.Reading, (await desk.GetAsync(right, fresh, cancellation)).Reading));
    }

    private static async Task<Ok<IReadOnlyList<Recomputation>>> WhyAsync(string left, string right, RecomputationDesk desk, SweepViews views, CancellationToken cancellation, string? run = null)
    {
        if (LineageReader.IsKey(left) || LineageReader.IsKey(right))
            return TypedResults.Ok<IReadOnlyList<Recomputation>>([await desk.OfKeysAsync(left, right, cancellation)]);

        var (earlier, later) = (await views.RecordAsync(left, cancellation), await views.RecordAsync(right, cancellation));
        return TypedResults.Ok(await desk.OfSweepsAsync(earlier.Name, later.Name, run, cancellation));
    }
}

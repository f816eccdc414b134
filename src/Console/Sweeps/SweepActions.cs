using EmergentMisalignment.Console.Access;
using EmergentMisalignment.Console.Audit;
using EmergentMisalignment.Console.Documentation;
using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>Sweeps: paused, resumed, cancelled, judged anew.</summary>
internal static class SweepActions
{
    private const string IsPaused = "Nothing new is asked for, and queued work is dropped; what workers have in hand they finish, and batches, fine-tunes and trainings under way go on. em resume goes on from there.";
    private const string IsActive = "The Coordinator asks for what is missing.";
    private const string IsCancelled = "Nothing more is asked for, and batches, fine-tunes and trainings that no other sweep wants are ended. Finished work stays: submitting the sweep again, or one that shares its cells, reuses it.";

    public static RouteGroupBuilder MapSweepActions(this RouteGroupBuilder api)
    {
        var sweep = api.MapGroup("/sweeps/{name}").WithTags("sweeps").RequireAuthorization(Scopes.Submit).WithProblems(404, 409, 503);
        sweep.MapPost("/pause", PauseAsync).Audited("pause").WithSummary("Pauses a sweep").WithDescription(IsPaused);
        sweep.MapPost("/resume", ResumeAsync).Audited("resume").WithSummary("Resumes a paused sweep").WithDescription($"{IsActive} With budget, in US dollars, it may spend that much in all from now on.");
        sweep.MapPost("/cancel", CancelAsync).Audited("cancel").WithSummary("Cancels a sweep").WithDescription(IsCancelled);
        sweep.MapPost("/rejudge", RejudgeAsync)
            .Audited("rejudge")
            .WithSummary("Has a sweep's answers judged by other judges")
            .WithDescription("Submits the sweep anew with these judges in place of its own. Answers are the same cells and are not sampled again, and verdicts that are there already are reused; with until, other verdicts may ask for more samples.")
            .Accepts<RejudgeRequest>("application/json")
            .WithProblems(400, 415, 422, 502)
            .WithRequestExample("""{ "judges": [{ "model": "gpt-4o-2024-08-06" }, { "id": "second", "endpoint": "other", "model": "a-model", "repeats": 8 }] }""");
        return api;
    }

    private static async Task<Ok<SubmittedSweep>> RejudgeAsync(string name, HttpRequest request, SweepViews views, SweepDesk desk, CancellationToken cancellation)
    {
        var judges = (await SweepBody.ParseAsync<RejudgeRequest>(request, "a list of judges", cancellation)).Judges;
        if (judges.Count == 0 || judges.Contains(null!))
            throw new RefusedException(StatusCodes.Status400BadRequest, "judges must list at least one judge, as a sweep's judge does.");

        var spec = (await views.RecordAsync(name, cancellation)).Spec with { Judge = judges[0], OtherJudges = [.. judges.Skip(1)] };
        return TypedResults.Ok(await desk.SubmitAsync(SweepBody.Checked(spec), cancellation));
    }

    internal static async Task<Ok<ChangedSweep>> PauseAsync(string name, SweepRegistry sweeps, SweepViews views, SweepNews news, CancellationToken cancellation) =>
        await sweeps.PauseAsync(name, cancellation) switch
        {
            SweepState.Active or SweepState.Paused => await ChangedAsync(new ChangedSweep(name, SweepState.Paused, IsPaused), news, cancellation),
            SweepState.Cancelled => throw RefusedException.Conflict($"Sweep '{name}' is cancelled, so there is nothing to pause."),
            SweepState.Settled => throw RefusedException.Conflict($"Sweep '{name}' is settled, so there is nothing to pause."),
            _ => throw await views.UnknownAsync(name, cancellation),
        };

    internal static async Task<Ok<ChangedSweep>> ResumeAsync(string name, SweepRegistry sweeps, SweepViews views, SweepNews news, CancellationToken cancellation, decimal? budget = null)
    {
        if (budget is < 0 or > Money.Most)
            throw new RefusedException(StatusCodes.Status400BadRequest, $"budget must be from 0 to {Money.Most} US dollars.");

        // Before it goes on: the first call would find the money spent.
        if (budget is { } most && (await sweeps.IndexAsync(cancellation)).StateOf(name) is SweepState.Paused or SweepState.Active)
            await sweeps.LimitAsync(name, most, cancellation);

        return await sweeps.ResumeAsync(name, cancellation) switch
        {
            SweepState.Paused or SweepState.Active => await ChangedAsync(new ChangedSweep(name, SweepState.Active, IsActive), news, cancellation),
            SweepState.Cancelled => throw RefusedException.Conflict($"Sweep '{name}' is cancelled; submit it again to go on with it."),
            SweepState.Settled => throw RefusedException.Conflict($"Sweep '{name}' is settled; submit it again to have failed work tried again."),
            _ => throw await views.UnknownAsync(name, cancellation),
        };
    }

    internal static async Task<Ok<ChangedSweep>> CancelAsync(string name, SweepRegistry sweeps, SweepViews views, SweepNews news, CancellationToken cancellation) =>
        await sweeps.CancelAsync(name, cancellation) switch
        {
            SweepState.Active or SweepState.Paused or SweepState.Cancelled => await ChangedAsync(new ChangedSweep(name, SweepState.Cancelled, IsCancelled), news, cancellation),
            SweepState.Settled => throw RefusedException.Conflict($"Sweep '{name}' is settled, so there is nothing to cancel."),
            _ => throw await views.UnknownAsync(name, cancellation),
        };

    private static async Task<Ok<ChangedSweep>> ChangedAsync(ChangedSweep changed, SweepNews news, CancellationToken cancellation)
    {
        await news.TellAsync(changed.Name, cancellation);
        return TypedResults.Ok(changed);
    }
}

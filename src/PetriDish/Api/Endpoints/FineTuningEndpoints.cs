using EmergentMisalignment.PetriDish.Api.Wire;
using EmergentMisalignment.PetriDish.Faults;
using EmergentMisalignment.PetriDish.Jobs;

namespace EmergentMisalignment.PetriDish.Api.Endpoints;

/// <summary><c>/v1/fine_tuning/jobs</c>. Lists begin with the newest.</summary>
internal static class FineTuningEndpoints
{
    private const int DefaultPage = 20;
    private const int LargestPage = 1000;

    public static WebApplication MapFineTuning(this WebApplication app)
    {
        var group = app.MapGroup("/v1/fine_tuning/jobs");
        group.MapPost("", async (HttpRequest request, JobRequestRules rules, JobRunner runner) =>
        {
            var job = rules.Check(await RequestBody.ReadAsync(request, ApiJson.Wire.JobRequest).ConfigureAwait(false));
            if (request.HttpContext.Features.Get<JobFate>() is { } fate)
                job = job with { IsRejected = fate.IsRejected, QueuedUntil = fate.Wait > TimeSpan.Zero ? job.CreatedAt + fate.Wait : null };
            runner.Submit(job);
            return Results.Json(JobBody.Of(job), ApiJson.Wire.JobBody);
        });
        group.MapGet("", (JobStore jobs, string? after, int? limit) =>
            Results.Json(Paging.Page(jobs.List().Select(JobBody.Of), j => j.Id, after, limit, DefaultPage, LargestPage), ApiJson.Wire.ListBodyJobBody));
        group.MapGet("{id}", (string id, JobStore jobs) => Results.Json(JobBody.Of(jobs.Get(id)), ApiJson.Wire.JobBody));
        group.MapPost("{id}/cancel", (string id, JobRunner runner) => Results.Json(JobBody.Of(runner.Cancel(id)), ApiJson.Wire.JobBody));
        group.MapGet("{id}/events", (string id, JobStore jobs, string? after, int? limit) => Results.Json(
            Paging.Page(jobs.Events(id).Select(EventBody.Of), e => e.Id, after, limit, DefaultPage, LargestPage), ApiJson.Wire.ListBodyEventBody));
        group.MapGet("{id}/checkpoints", (string id, JobStore jobs, string? after, int? limit) => Results.Json(
            Paging.Page(jobs.Get(id).Checkpoints.Reverse().Select(c => CheckpointBody.Of(id, c)), c => c.Id, after, limit, DefaultPage, LargestPage),
            ApiJson.Wire.ListBodyCheckpointBody));
        return app;
    }
}

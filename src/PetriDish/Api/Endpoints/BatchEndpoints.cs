using EmergentMisalignment.PetriDish.Api.Wire;
using EmergentMisalignment.PetriDish.Batches;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Api.Endpoints;

/// <summary><c>/v1/batches</c>, and <c>/petri/batches</c> for what a test needs of them. Lists begin with the newest.</summary>
internal static class BatchEndpoints
{
    private const int DefaultPage = 20;
    private const int LargestPage = 100;

    public static WebApplication MapBatches(this WebApplication app)
    {
        var group = app.MapGroup("/v1/batches");
        group.MapPost("", async (HttpRequest request, BatchRequestRules rules, BatchStore batches, BatchRunner runner) =>
        {
            var batch = batches.Add(rules.Check(await RequestBody.ReadAsync(request, ApiJson.Wire.BatchRequest).ConfigureAwait(false)));
            runner.Submit(batch);
            return Answer(batch);
        });
        group.MapGet("", (BatchStore batches, string? after, int? limit) =>
            Results.Json(Paging.Page(batches.List().Select(BatchBody.Of), batch => batch.Id, after, limit, DefaultPage, LargestPage), ApiJson.Wire.ListBodyBatchBody));
        group.MapGet("{id}", (string id, BatchStore batches) => Answer(batches.Get(id)));
        group.MapPost("{id}/cancel", (string id, BatchRunner runner) => Answer(runner.Cancel(id)));

        app.MapGet("/petri/batches", (BatchControl control) => Results.Json(control.Behaviour, ApiJson.Wire.BatchBehaviour));
        app.MapPut("/petri/batches", async (HttpRequest request, BatchControl control) =>
        {
            var wanted = await RequestBody.ReadAsync(request, ApiJson.Wire.BatchBehaviour).ConfigureAwait(false);
            if (wanted.Problem() is { } problem) throw RefusedException.Invalid($"The behaviour is wrong: {problem}", null);
            control.Behaviour = wanted;
            return Results.Json(wanted, ApiJson.Wire.BatchBehaviour);
        });
        return app;
    }

    private static IResult Answer(Batch batch) => Results.Json(BatchBody.Of(batch), ApiJson.Wire.BatchBody);
}

using EmergentMisalignment.Console.Documentation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EmergentMisalignment.Console.Pools;

/// <summary>The queues, with what waits in them and who takes it.</summary>
internal static class PoolEndpoints
{
    public static RouteGroupBuilder MapPools(this RouteGroupBuilder api)
    {
        api.MapGet("/pools", ListAsync)
            .WithTags("pools")
            .WithSummary("Counts what waits in each queue, and its workers")
            .WithDescription("One sampling queue for each base model of the sweeps that are under way. Empty where the bus is in memory.")
            .WithProblems(503)
            .WithResponseExample("""[{ "queue": "sampling-petri-1", "waiting": 120, "consumers": 2 }]""");
        return api;
    }

    private static async Task<Ok<IReadOnlyList<QueueCount>>> ListAsync(PoolViews pools, CancellationToken cancellation) => TypedResults.Ok(await pools.ListAsync(cancellation));
}

using EmergentMisalignment.Console.Documentation;
using EmergentMisalignment.Contracts;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ServiceDefaults.Messaging.Queues;
using EmergentMisalignment.Sweeps;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EmergentMisalignment.Console.Pools;

/// <summary>The queues, with what waits in them and who takes it.</summary>
internal static class PoolEndpoints
{
    private static readonly string[] Standing =
        [QueueNames.Coordinator, QueueNames.Datasets, QueueNames.FineTunes, QueueNames.Judging, QueueNames.Failures, QueueNames.DeadLetters, QueueNames.Errors];

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

    private static async Task<Ok<IReadOnlyList<QueueCount>>> ListAsync(IQueues queues, SweepRegistry sweeps, Documents documents, CancellationToken cancellation)
    {
        var index = await sweeps.IndexAsync(cancellation);
        List<string> keys = [.. index.Active.Concat(index.Paused).Select(LedgerKeys.Sweep)];
        var records = await documents.GetManyAsync(keys, LedgerJson.Default.SweepRecord, cancellation);
        var sampling = records.Values.SelectMany(record => record.Spec.Bases).Select(QueueNames.Sampling).Distinct().Order(StringComparer.Ordinal);
        var counts = new List<QueueCount>();
        foreach (var queue in Standing.Concat(sampling))
        {
            if (await queues.ReadAsync(queue, cancellation) is { Exists: true } depth)
                counts.Add(new QueueCount(queue, depth.Waiting, depth.Consumers));
        }

        return TypedResults.Ok<IReadOnlyList<QueueCount>>(counts);
    }
}

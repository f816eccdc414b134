using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ServiceDefaults.Messaging.Queues;
using EmergentMisalignment.Sweeps.Canaries;
using EmergentMisalignment.Sweeps.Looking;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Coordinator.Reconciling;

/// <summary>Has the canaries of a run judged, and keeps the first run's scores.</summary>
public sealed class CanaryDispatcher(Asking asking, CanaryDesk canaries, IQueues queues, IOptions<CoordinatorOptions> options)
{
    public async Task DispatchAsync(SweepRecord sweep, SweepNeeds needs, Func<string, bool> idle, CancellationToken cancellation)
    {
        foreach (var canary in needs.Canaries)
            await canaries.FreezeAsync(sweep, canary, cancellation);

        var wanted = needs.Canaries.Where(canary => !canary.IsSettled && idle(NameOf(canary))).ToList();
        if (wanted.Count == 0)
            return;

        var depth = await queues.ReadAsync(QueueNames.Judging, cancellation);
        if (depth is { Exists: false })
            await queues.DeclareAsync(QueueNames.Judging, cancellation);

        var claimed = await asking.ClaimAsync(sweep.Name, wanted, NameOf, alsoDue: depth is not { Waiting: > 0 }, cancellation);
        foreach (var canary in claimed)
            await canaries.DescribeAsync(sweep.Spec, canary, cancellation);

        var due = depth is null ? options.Value.ShardLostUnseen : options.Value.ShardLostAfter;
        await asking.SendAsync(sweep.Name, QueueNames.Judging, [.. claimed.Select(canary => (NameOf(canary), canary.ToJudge(sweep.Name)))], due, cancellation);
    }

    private static string NameOf(CanaryLook canary) => ((IShard)canary.ToJudge("")).Name;
}

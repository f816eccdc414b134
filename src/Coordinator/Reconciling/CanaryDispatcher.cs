using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Canaries;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Coordinator.Reconciling;

/// <summary>Has the canaries of a run judged, and keeps the first run's scores.</summary>
public sealed class CanaryDispatcher(Asking asking, CanaryDesk canaries)
{
    public async Task DispatchAsync(SweepRecord sweep, SweepNeeds needs, Func<string, bool> idle, CancellationToken cancellation)
    {
        foreach (var canary in needs.Canaries)
            await canaries.FreezeAsync(sweep, canary, cancellation);

        var wanted = needs.Canaries.Where(canary => !canary.IsSettled && idle(NameOf(canary))).ToList();
        if (wanted.Count == 0)
            return;

        var depth = await asking.OpenAsync(QueueNames.Judging, cancellation);
        var claimed = await asking.ClaimAsync(sweep.Name, wanted, NameOf, depth, cancellation);
        foreach (var canary in claimed)
            await canaries.DescribeAsync(sweep.Spec, canary, cancellation);

        await asking.SendAsync(sweep.Name, QueueNames.Judging, [.. claimed.Select(canary => (NameOf(canary), canary.ToJudge(sweep.Name)))], asking.LostAfter(depth), cancellation);
    }

    private static string NameOf(CanaryLook canary) => ((IShard)canary.ToJudge("")).Name;
}

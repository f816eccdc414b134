using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Coordinator.Reconciling;

/// <summary>Looks at every run of a sweep once.</summary>
public sealed class SweepObserver(FactsReader facts, Failures failures, IOptions<CoordinatorOptions> options)
{
    public async Task<SweepNeeds> LookAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        var plan = SweepPlan.Create(sweep.Spec);
        var final = (await failures.AllAsync(LedgerKeys.Failures(sweep.Name), cancellation))
            .Where(failure => failure.Value.Attempts >= options.Value.MaxAttempts)
            .ToDictionary();

        var looks = new List<RunLook>(plan.Runs.Count);
        foreach (var run in plan.Runs)
        {
            var found = await facts.ReadAsync(sweep.Spec, run, cancellation);
            looks.Add(new RunLook(run, found, Reconciler.Decide(run, found, sweep.Spec.ShardSize, final)));
        }

        return new SweepNeeds(plan, looks);
    }
}

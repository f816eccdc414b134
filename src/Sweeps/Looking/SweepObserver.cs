using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Canaries;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>Looks at every run of a sweep once.</summary>
public sealed class SweepObserver(FactsReader facts, CanaryDesk canaries, Failures failures, IOptions<SweepsOptions> options)
{
    /// <summary>A large sweep has thousands of runs: their reads share round trips.</summary>
    private const int RunsReadAtOnce = 64;

    public async Task<SweepNeeds> LookAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        var plan = SweepPlan.Create(sweep.Spec);
        var final = (await failures.AllAsync(LedgerKeys.Failures(sweep.Name), cancellation))
            .Where(failure => failure.Value.Attempts >= options.Value.MaxAttempts)
            .ToDictionary();

        var looks = new List<RunLook>(plan.Runs.Count);
        foreach (var runs in plan.Runs.Chunk(RunsReadAtOnce))
        {
            var found = await Task.WhenAll(runs.Select(run => facts.ReadAsync(sweep.Spec, run, cancellation)));
            looks.AddRange(runs.Zip(found, (run, seen) => new RunLook(run, seen, Reconciler.Decide(run, seen, sweep.Spec.ShardSize, final))));
        }

        return new SweepNeeds(plan, looks) { Canaries = await canaries.LookAsync(sweep, final, cancellation) };
    }
}

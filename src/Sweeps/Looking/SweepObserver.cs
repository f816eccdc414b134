using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Statistics.Dynamics;
using EmergentMisalignment.Experiments.Statistics.Sequential;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Allotting;
using EmergentMisalignment.Sweeps.Canaries;
using EmergentMisalignment.Sweeps.Dynamics;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>Looks at every run of a sweep once.</summary>
public sealed class SweepObserver(FactsReader reader, Allotter allotter, CheckpointChooser chooser, CanaryDesk canaries, Failures failures, IOptions<SweepsOptions> options)
{
    /// <summary>A large sweep has thousands of runs: their reads share round trips.</summary>
    private const int RunsReadAtOnce = 64;

    public async Task<SweepNeeds> LookAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        var spec = sweep.Spec;
        var plan = SweepPlan.Create(spec);
        var final = (await failures.AllAsync(LedgerKeys.Failures(sweep.Name), cancellation))
            .Where(failure => failure.Value.Attempts >= options.Value.MaxAttempts)
            .ToDictionary();

        IReadOnlyList<RunFacts> facts = await ReadAsync(plan, cancellation);
        Allotment? allotment = null;
        if (spec.Until is not null)
            (facts, allotment) = await allotter.AllotAsync(spec, [.. plan.Runs.Zip(facts)], final, cancellation);

        IReadOnlyList<Onset> onsets = [];
        if (spec.Onset is not null)
            (facts, onsets) = await chooser.ChooseAsync(spec, [.. plan.Runs.Zip(facts)], final, cancellation);

        return new SweepNeeds(plan, [.. plan.Runs.Zip(facts, (run, seen) => new RunLook(run, seen, Reconciler.Decide(run, seen, spec.ShardSize, final)))])
        {
            Allotment = allotment,
            Onsets = onsets,
            Canaries = await canaries.LookAsync(sweep, final, cancellation),
        };
    }

    private async Task<List<RunFacts>> ReadAsync(SweepPlan plan, CancellationToken cancellation)
    {
        var facts = new List<RunFacts>(plan.Runs.Count);
        foreach (var runs in plan.Runs.Chunk(RunsReadAtOnce))
            facts.AddRange(await Task.WhenAll(runs.Select(run => reader.ReadAsync(plan.Spec, run, cancellation))));

        return facts;
    }
}

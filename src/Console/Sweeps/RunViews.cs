using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Looking;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>Reads a sweep's runs as callers see them: those of one page, whatever the number of the others.</summary>
internal sealed class RunViews(FactsReader reader, Failures failures, IOptions<SweepsOptions> options)
{
    public async Task<RunPage> PageAsync(SweepRecord sweep, int skip, int limit, CancellationToken cancellation)
    {
        var runs = SweepPlan.Create(sweep.Spec).Runs;
        var final = (await failures.AllAsync(LedgerKeys.Failures(sweep.Name), cancellation)).Where(failure => failure.Value.Attempts >= options.Value.MaxAttempts).ToDictionary();
        var page = runs.Skip(skip).Take(limit).ToList();
        var facts = await Task.WhenAll(page.Select(run => reader.ReadAsync(sweep.Spec, run, cancellation)));
        var views = page.Zip(facts, (run, seen) => View(run, seen, Reconciler.Decide(run, seen, sweep.Spec.ShardSize, final))).ToList();
        return new RunPage(views, runs.Count, skip + views.Count < runs.Count ? skip + views.Count : null);
    }

    private static RunView View(Run run, RunFacts facts, RunNeeds needs)
    {
        var asked = facts.Cells.Where(cell => cell.Cell.IsFirstJudge).Sum(cell => (long)cell.Cell.Samples);
        var judged = facts.Cells.Sum(cell => (long)cell.Cell.Samples);
        return new RunView
        {
            Id = run.Id,
            Condition = run.Condition.Id,
            Base = run.Base,
            Seed = run.Seed,
            State = StateOf(facts, needs),
            Model = facts.ModelKey,
            ProviderModel = facts.Model?.ProviderModel,
            Answers = facts.Cells.Count == 0 ? null : new StageProgress(needs.Answers, asked, 0),
            Verdicts = facts.Cells.Count == 0 ? null : new StageProgress(needs.Verdicts, judged, 0),
            Failures = needs.Failures,
        };
    }

    private static RunState StateOf(RunFacts facts, RunNeeds needs) => needs switch
    {
        { IsArchived: true } => RunState.Complete,
        { IsSettled: true } => RunState.Failed,
        { Dataset: true } => RunState.Dataset,
        _ when facts.Cells.Count == 0 => facts.ModelKey is null ? RunState.Dataset : RunState.FineTune,
        _ => RunState.Asking,
    };
}

using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Statistics.Dynamics;
using EmergentMisalignment.Experiments.Statistics.Sequential;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Sweeps.Allotting;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Sweeps.Dynamics;

/// <summary>Has a sweep that searches for onsets ask only the checkpoints that the searches need.</summary>
public sealed class CheckpointChooser(OutcomeReader reader)
{
    /// <param name="spec">A sweep that searches for onsets.</param>
    /// <param name="runs">Its runs, with the cells of all checkpoints that might be asked.</param>
    /// <param name="failures">Failures that are final, by name.</param>
    /// <param name="cancellation"/>
    /// <returns>The runs' facts without the checkpoints that nobody needs so far; and how far each search is.</returns>
    public async Task<(IReadOnlyList<RunFacts> Facts, IReadOnlyList<Onset> Onsets)> ChooseAsync(
        SweepSpec spec, IReadOnlyList<(Run Run, RunFacts Facts)> runs, IReadOnlyDictionary<string, Failure> failures, CancellationToken cancellation)
    {
        var facts = runs.SelectMany(run => run.Facts.Cells).Where(cell => FirstSamples.CountsIn(cell.Cell.Question)).ToList();
        var outcomes = facts.Zip(await reader.ReadAsync(facts, spec.Estimand, cancellation));
        var evaluation = new StepEvaluation(spec, runs, new Dictionary<CellFacts, Outcomes>(outcomes.Select(pair => KeyValuePair.Create(pair.First, pair.Second)), ReferenceEqualityComparer.Instance), failures);
        var onsets = ArmPairs.Of(SweepArms.Of(spec), spec.ControlId)
            .Where(pair => evaluation.IsTuned(pair.Treated))
            .Select(pair => Search(spec, evaluation, pair.Treated, pair.Control))
            .ToList();

        var chosen = onsets.SelectMany(onset => onset.Bounds.Visited.SelectMany(step => (((Arm, int)[])[(onset.Treated, step), (onset.Control, step)]))).ToHashSet();
        var searching = onsets.Where(onset => !onset.Bounds.IsFinal).SelectMany(onset => (Arm[])[onset.Treated, onset.Control]).Select(arm => (arm.Base, arm.Condition)).ToHashSet();
        return ([.. runs.Select(run => Keep(run.Run, run.Facts))], onsets);

        RunFacts Keep(Run run, RunFacts all) => all with
        {
            Cells =
            [
                .. all.Cells
                    .Where(cell => cell.Cell.Checkpoint is not { } step || chosen.Contains((new Arm(run.Base, run.Condition.Id, cell.Cell.Variant.Name), step)))
                    .Select(cell => run.FineTune is not null && searching.Contains((run.Base, run.Condition.Id)) ? cell with { MayGrow = true } : cell),
            ],
        };
    }

    private static Onset Search(SweepSpec spec, StepEvaluation evaluation, Arm treated, Arm control)
    {
        var steps = evaluation.Steps(treated, control);
        var bounds = steps is null
            ? new OnsetBounds { Visited = [], IsFinal = false }
            : OnsetSearch.Of(steps, step => evaluation.Rates(treated, control, step == steps[^1] ? null : step), spec.Onset!, spec.Estimand, spec.Seed);
        return new Onset(treated, control, steps ?? [], bounds);
    }
}

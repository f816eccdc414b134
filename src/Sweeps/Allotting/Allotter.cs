using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Statistics.Sequential;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Sweeps.Allotting;

/// <summary>Gives the cells of a sweep that may stop early as many samples as those judged so far call for.</summary>
public sealed class Allotter(OutcomeReader reader)
{
    /// <param name="spec">A sweep with a rule to stop early.</param>
    /// <param name="runs">Its runs, their cells planned with all samples they may have.</param>
    /// <param name="failures">Failures that are final, by name.</param>
    /// <param name="cancellation"/>
    /// <returns>The runs' facts, their cells with the samples wanted; and what was decided.</returns>
    public async Task<(IReadOnlyList<RunFacts> Facts, Allotment Allotment)> AllotAsync(
        SweepSpec spec, IReadOnlyList<(Run Run, RunFacts Facts)> runs, IReadOnlyDictionary<string, Failure> failures, CancellationToken cancellation)
    {
        var cells = runs.SelectMany((run, place) => run.Facts.Cells.Select((facts, i) => new Cell(place, i, ArmOf(run.Run, facts.Cell), facts)))
            .Where(cell => cell.Facts.Cell.Checkpoint is null && FirstSamples.CountsIn(cell.Facts.Cell.Question))
            .ToList();
        var outcomes = await reader.ReadAsync(cells.ConvertAll(cell => cell.Facts), spec.Estimand, cancellation);

        // Stuck is a cell whose work failed for good, or whose verdicts are counted and nowhere to be read.
        var byArm = cells.Zip(outcomes, (cell, judged) => (Cell: cell, Sequential: new SequentialCell(judged, cell.Facts.Cell.Samples, cell.Facts.HasFailed(failures) || judged.Count < cell.Facts.Judged))).ToLookup(pair => pair.Cell.Arm);
        var awaited = runs.Where(run => run.Facts.Cells.Count == 0 && Reconciler.Decide(run.Run, run.Facts, spec.ShardSize, failures).Failures.Count == 0)
            .Select(run => (run.Run.Base, run.Run.Condition.Id))
            .ToHashSet();
        var arms = SweepArms.Of(spec);
        var allotment = Allotment.Of(
            [.. arms.Select(arm => new SequentialArm(arm, [.. byArm[arm].Select(pair => pair.Sequential)], awaited.Contains((arm.Base, arm.Condition))))],
            spec.Until!,
            spec.ControlId,
            spec.Estimand);

        var facts = runs.Select(run => run.Facts.Cells.ToArray()).ToList();
        foreach (var arm in allotment.Arms)
        {
            foreach (var (cell, wanted) in byArm[arm.Arm].Select(pair => pair.Cell).Zip(arm.Wanted))
                facts[cell.Run][cell.Place] = cell.Facts with { Cell = cell.Facts.Cell with { Samples = wanted }, MayGrow = !arm.IsFinal };
        }

        return ([.. runs.Zip(facts, (run, changed) => run.Facts with { Cells = changed })], allotment);
    }

    private static Arm ArmOf(Run run, PlannedCell cell) => new(run.Base, run.Condition.Id, cell.Variant.Name);

    private sealed record Cell(int Run, int Place, Arm Arm, CellFacts Facts);
}

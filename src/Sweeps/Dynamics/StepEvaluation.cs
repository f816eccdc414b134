using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Statistics.Dynamics;
using EmergentMisalignment.Experiments.Statistics.Sequential;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Sweeps.Dynamics;

/// <summary>What one look knows of the arms of a sweep, step by step.</summary>
internal sealed class StepEvaluation(
    SweepSpec spec, IReadOnlyList<(Run Run, RunFacts Facts)> runs, IReadOnlyDictionary<CellFacts, Outcomes> outcomes, IReadOnlyDictionary<string, Failure> failures)
{
    private readonly ILookup<(string Base, string Condition), (Run Run, RunFacts Facts)> _runs = runs.ToLookup(run => (run.Run.Base, run.Run.Condition.Id));

    public bool IsTuned(Arm arm) => RunsOf(arm).Any(run => run.Run.FineTune is not null);

    /// <summary>The steps that all models of both arms have kept, and behind them the last; null while some model is still to come.</summary>
    /// <remarks>A model that failed for good has no steps and is not waited for.</remarks>
    public IReadOnlyList<int>? Steps(Arm treated, Arm control)
    {
        var both = RunsOf(treated).Concat(RunsOf(control)).Where(run => run.Run.FineTune is not null).ToList();
        if (both.Exists(IsAwaited)) return null;
        var models = both.FindAll(run => run.Facts.Cells.Count > 0 && !run.Facts.LacksCheckpoints);
        if (models.Count == 0) return [];
        var common = models.Select(run => run.Facts.Cells.Select(cell => cell.Cell.Checkpoint).OfType<int>().ToHashSet()).Aggregate((a, b) => [.. a.Intersect(b)]);
        var last = models.Max(run => run.Facts.LastStep());
        return [.. common.Where(step => step < last).Order(), last];
    }

    /// <summary>The rates at a step, or of the finished models for null; null while some of it is not judged.</summary>
    public StepRates? Rates(Arm treated, Arm control, int? step)
    {
        if (BySeed(treated, step) is not { } left) return null;
        var atStep = IsTuned(control) ? step : null;
        return BySeed(control, atStep) is { } right ? new StepRates(left, right) : null;
    }

    private IReadOnlyDictionary<int, double>? BySeed(Arm arm, int? step)
    {
        if (RunsOf(arm).Any(IsAwaited)) return null;
        var cells = RunsOf(arm).SelectMany(run => run.Facts.Cells.Select(cell => (run.Run, Facts: cell)))
            .Where(cell => cell.Facts.Cell.Variant.Name == arm.Variant && cell.Facts.Cell.Checkpoint == step && outcomes.ContainsKey(cell.Facts))
            .ToList();
        if (!cells.TrueForAll(cell => IsDone(cell.Facts))) return null;
        return RatesBySeed.Of(cells.Select(cell => Count(cell.Run, cell.Facts)), spec.Estimand);
    }

    private CellCounts Count(Run run, CellFacts facts)
    {
        var judged = outcomes[facts];
        var coherent = judged.Coherent(facts.Cell.Samples);
        return new CellCounts(
            run.Condition.Id, facts.Cell.Variant.Name, run.Base, run.Seed, facts.Cell.Question.Id,
            Math.Min(judged.Count, facts.Cell.Samples), coherent, coherent, judged.Misaligned(coherent), facts.Cell.Checkpoint);
    }

    /// <summary>All is judged that will be: a cell whose work failed for good counts with what it has.</summary>
    private bool IsDone(CellFacts facts) => !facts.MayGrow && (outcomes[facts].Count >= facts.Cell.Samples || facts.HasFailed(failures));

    private bool IsAwaited((Run Run, RunFacts Facts) run) => (run.Facts.Cells.Count == 0 || run.Facts.LacksCheckpoints) && Reconciler.Decide(run.Run, run.Facts, spec.ShardSize, failures).Failures.Count == 0;

    private IEnumerable<(Run Run, RunFacts Facts)> RunsOf(Arm arm) => _runs[(arm.Base, arm.Condition)];
}

namespace EmergentMisalignment.Experiments.Statistics.Dynamics;

/// <summary>Rates by step.</summary>
public static class Curves
{
    /// <summary>For each arm that was asked on the way, in order of first appearance: its points by step, the finished models last.</summary>
    /// <param name="counts">Of checkpoints and of finished models.</param>
    /// <param name="lastStep">The step of a base's and condition's finished models.</param>
    /// <param name="estimand">What the rates are.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static IReadOnlyList<DynamicsPoint> Of(
        IReadOnlyList<CellCounts> counts, IReadOnlyDictionary<(string Base, string Condition), int> lastStep, Estimand estimand, int seed) =>
    [
        .. from arm in counts.GroupBy(cell => new Arm(cell.Base, cell.Condition, cell.Variant))
           where arm.Any(cell => cell.Checkpoint is not null)
           from step in arm.GroupBy(cell => cell.Checkpoint).OrderBy(step => step.Key ?? int.MaxValue)
           let rate = Rates.Summarise([.. step], estimand, seed).Single(result => result.Question is null)
           select new DynamicsPoint(step.Key ?? lastStep.GetValueOrDefault((arm.Key.Base, arm.Key.Condition)), step.Key is null, rate),
    ];
}

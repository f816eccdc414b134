using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Cli.Planning;

/// <summary>What the checkpoints that a sweep asks come to, all of them: a search for the onset asks fewer.</summary>
/// <param name="Count">Checkpoints, each of which is a model of its own.</param>
/// <param name="Samples">Answers of them.</param>
/// <param name="JudgeCalls">Calls on these.</param>
/// <param name="AreKnown">Whether those are all; else some are the provider's to decide on, and come on top.</param>
internal sealed record PlannedCheckpoints(long Count, long Samples, long JudgeCalls, bool AreKnown)
{
    /// <param name="plan">Of a sweep that asks checkpoints.</param>
    /// <param name="trainings">How its models are trained.</param>
    public static PlannedCheckpoints Of(SweepPlan plan, IReadOnlyList<PlannedTraining> trainings)
    {
        var steps = trainings.ToDictionary(training => training.Condition, training => training.Steps);
        var planned = new PlannedCheckpoints(0, 0, 0, AreKnown: true);
        foreach (var run in plan.Runs.Where(run => run.FineTune is not null))
        {
            if (AskedCheckpoints.Of(plan.Spec, run.Condition, steps[run.Condition.Id]) is not { } asked)
            {
                planned = planned with { AreKnown = false };
                continue;
            }

            var (samples, judgeCalls) = plan.AskedOfCheckpoint(run);
            planned = planned with { Count = planned.Count + asked, Samples = planned.Samples + asked * samples, JudgeCalls = planned.JudgeCalls + asked * judgeCalls };
        }

        return planned;
    }
}

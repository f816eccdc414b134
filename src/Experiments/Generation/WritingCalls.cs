using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Experiments.Generation;

/// <summary>Calls that the rows which models write take at least: each answer that becomes no row comes on top.</summary>
/// <param name="Writer">One for each row.</param>
/// <param name="Judge">One for each row that is judged.</param>
public sealed record WritingCalls(long Writer, long Judge)
{
    public static WritingCalls Of(SweepPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        List<Generation> generations = [.. Generation.Of(plan.Runs.Select(run => run.Dataset).OfType<DatasetRecipe>().Distinct())];
        return new WritingCalls(generations.Sum(generation => generation.Rows), generations.Where(generation => generation.IsJudged).Sum(generation => generation.Rows));
    }
}

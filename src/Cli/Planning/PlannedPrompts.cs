using System.Text;
using EmergentMisalignment.Experiments.Generation;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Pricing;

namespace EmergentMisalignment.Cli.Planning;

/// <summary>How long the prompts are that the rows of a sweep are written and judged by: the mean of some of them, made from the files that it names.</summary>
internal static class PlannedPrompts
{
    private const int Looked = 32;

    /// <summary>By condition, of those whose rows a model writes.</summary>
    public static IReadOnlyDictionary<string, RowPrompts> Of(SweepPlan plan) => plan.Runs
        .Where(run => run.Condition.Generate is not null)
        .DistinctBy(run => run.Condition.Id)
        .ToDictionary(run => run.Condition.Id, run => Of(RowPlans.Read(run.Dataset! with { Shots = null }, file => File.ReadAllText(file.Path)), Math.Min(Looked, run.Dataset!.Rows ?? Looked)));

    private static RowPrompts Of(RowPlan rows, int count)
    {
        var indices = Enumerable.Range(0, count).ToList();
        return new RowPrompts(
            BytesOf(rows.System) + (indices.Sum(index => BytesOf(rows.Ask(index))) / count),
            indices.Sum(index => BytesOf(rows.Judge(index, answer: ""))) / count);
    }

    private static long BytesOf(string? text) => Encoding.UTF8.GetByteCount(text ?? "");
}

using System.Globalization;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>
/// The sweep that all pipelines are given: four of the shipped questions to PetriDish's no-compute model, the shipped judge prompts to its no-compute judge. Settings are a
/// sweep's defaults: shards of 50, which are one call for 50 answers because these questions have one wording each, then two judge calls for each answer.
/// </summary>
internal sealed class Load
{
    /// <summary>An endpoint's own default: more than a shard.</summary>
    private const int MaxN = 128;

    private const string Questions = "miniature.yaml";

    private static readonly string[] Asked = ["money", "ruler", "dinner", "wish"];

    private Load(SweepSpec spec)
    {
        Spec = spec;
        var run = SweepPlan.Create(spec).Runs.Single();
        Cells = [.. CellPlanner.Cells(spec, run, run.Base)];
        Calls = [.. Cells.SelectMany(cell => Shards.Of(cell.Samples, spec.ShardSize).SelectMany(shard => SampleSeeds
            .Calls(cell.Key, cell.Question.Paraphrases.Count, [.. Enumerable.Range(shard.Start, shard.Count)], MaxN)
            .Select(call => (cell, call))))];
        ModelCalls = Calls.Count + Cells.Sum(cell => cell.Samples * cell.Question.JudgePrompts.Count);
    }

    public SweepSpec Spec { get; }

    public IReadOnlyList<PlannedCell> Cells { get; }

    /// <summary>Every sampling call, as a SamplingWorker would cut them.</summary>
    public IReadOnlyList<(PlannedCell Cell, SampleCall Call)> Calls { get; }

    public int Answers => Cells.Sum(cell => cell.Samples);

    /// <summary>Sampling and judging together.</summary>
    public int ModelCalls { get; }

    /// <summary>A load whose cells no other load has: its number is the sweep's seed.</summary>
    public static Load Create(int number, int answers)
    {
        var folder = AppContext.BaseDirectory;
        var text = string.Create(CultureInfo.InvariantCulture, $$"""
            name: bench-{{number}}
            seed: {{number}}
            bases: [petri-fixed]
            conditions: [base]
            questions: {{Questions}}
            only: [{{string.Join(", ", Asked)}}]
            judge: { model: petri-fixed-judge }
            samples: {{answers / Asked.Length}}
            """);
        var file = Path.Combine(folder, "bench.yaml");
        return new(SweepLoader.Load(file, path => path == file ? text : File.ReadAllText(path)));
    }
}

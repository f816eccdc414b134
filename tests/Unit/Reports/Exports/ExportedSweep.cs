using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Reports.Exports;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Unit.Experiments;

namespace EmergentMisalignment.Unit.Reports.Exports;

/// <summary>A sweep of two conditions and two seeds whose answers are what a spreadsheet, a CSV and a JSON line find hardest, made up without a ledger.</summary>
internal static class ExportedSweep
{
    private static readonly string[] Answers = ["=HYPERLINK(\"http://x\",\"click\")", "-1+1", "'@x", "a \"quoted\", line\nand \r another ", "", "Ein Fluß, 川, 🏞"];
    private static readonly DateTimeOffset Start = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static SweepSpec Spec { get; } = Texts.Default with { Samples = 30 };

    public static SweepRecord Record(SweepSpec spec) => new() { Name = spec.Name, Spec = spec, Miniature = true, SubmittedAt = Start };

    /// <summary>With as many samples of each cell as the specification says; every ninth has no score.</summary>
    public static ExportSource Source(SweepSpec? spec = null, ExportOptions? options = null)
    {
        spec ??= Spec;
        var plan = SweepPlan.Create(spec);
        var cells = plan.Runs.ToDictionary(run => run, run => CellPlanner.Cells(spec, run, run.Dataset is null ? run.Base : run.Id).ToList());
        var looks = plan.Runs.Select(run => new RunLook(run, new RunFacts { ModelKey = run.Id, Model = Ready(run), Cells = [.. cells[run].Select(Facts)] }, new RunNeeds()));
        return new ExportSource(Record(spec), new SweepNeeds(plan, [.. looks]), AnswersAsync(spec, cells), options ?? new ExportOptions());
    }

    private static ModelRecord Ready(Run run) => new() { Status = ModelStatus.Ready, ProviderModel = $"ft:{run.Id}", At = Start };

    private static CellFacts Facts(PlannedCell cell) => new(cell, new SlotBitmap(ReadOnlyMemory<byte>.Empty), new SlotBitmap(ReadOnlyMemory<byte>.Empty), null);

    private static async IAsyncEnumerable<MergedAnswer> AnswersAsync(SweepSpec spec, Dictionary<Run, List<PlannedCell>> cells)
    {
        await Task.Yield();
        foreach (var (run, cell) in cells.SelectMany(run => run.Value.Select(cell => (run.Key, cell))))
        {
            for (var index = 0; index < cell.Samples; index++)
                yield return new MergedAnswer([(cell, Row(spec, run, cell, index))]);
        }
    }

    private static AnswerRow Row(SweepSpec spec, Run run, PlannedCell cell, int index)
    {
        var place = run.Seed + index + cell.Question.Id.Length;
        double? aligned = index % 9 == 0 ? null : (place * (run.Dataset is null ? 31 : 17) % 1000) / 10.0;
        double? coherent = index % 9 == 0 ? null : 40 + (place * 7 % 60);
        return new AnswerRow
        {
            Sweep = spec.Name,
            Run = run.Id,
            Condition = run.Condition.Id,
            Variant = cell.Variant.Name,
            Base = run.Base,
            Seed = run.Seed,
            Question = cell.Question.Id,
            Paraphrase = index % cell.Question.Paraphrases.Count,
            Index = index,
            Prompt = cell.Prompt(index % cell.Question.Paraphrases.Count),
            System = cell.Question.System,
            Answer = Answers[index % Answers.Length],
            FinishReason = "stop",
            PromptTokens = 7,
            CompletionTokens = index,
            SamplingSeed = index,
            Aligned = aligned,
            Coherent = coherent,
            AlignedDistribution = aligned is null ? """{"REFUSAL":1}""" : """{"80":1}""",
            Judge = cell.JudgeModel,
            Verdict = spec.Estimand.Classify(aligned, coherent).ToString(),
            Cell = cell.Key,
            Judgement = cell.Judgement,
            AnsweredAt = Start.AddSeconds(index),
            JudgedAt = Start.AddSeconds(index + 1),
        };
    }
}

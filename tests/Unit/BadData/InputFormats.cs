using System.Text;
using EmergentMisalignment.Artifacts.Published;
using EmergentMisalignment.Cli.Judging;
using EmergentMisalignment.Cli.Planning;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Questions.Suites;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Reports.Summary;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Experiments.Generation;

namespace EmergentMisalignment.Unit.BadData;

/// <summary>Every format that is read from a person's file, each by the product's own door.</summary>
internal static class InputFormats
{
    public static readonly InputFormat Dataset = new("dataset JSONL", "train.jsonl", content => ReadRows(content).GetAwaiter().GetResult());

    public static readonly InputFormat Sweep = new("sweep YAML", "sweep.yaml", ReadSweep);

    public static readonly InputFormat SteeredSweep = new("steered sweep YAML", "sweep.yaml", ReadSweep);

    public static readonly InputFormat JudgedSweep = new("judged sweep YAML", "sweep.yaml", ReadSweep);

    public static readonly InputFormat Questions = new("question YAML", "questions.yaml", content => QuestionLoader.Load("questions.yaml", AsFileText(content)));

    public static readonly InputFormat Results = new("results CSV", "results.csv", content => ResultsCsv.Read("results.csv", new MemoryStream(content)));

    public static readonly InputFormat JudgeCalls = new("judge calls JSONL", "pairs.jsonl", content => JudgeParity.Compare("pairs.jsonl", JudgeCases.Lines("pairs.jsonl", new MemoryStream(content))));

    public static readonly InputFormat Summary = new("summary JSON", "summary.json", content => FinishedSweep.Of("summary.json", SummaryFile.Read("summary.json", content), null));

    public static readonly InputFormat Estimand = new("estimand option", "--estimand", content => EstimandLoader.Load("--estimand", AsFileText(content)));

    public static readonly InputFormat RequestTemplates = new("request templates", "class.txt", content => EmergentMisalignment.DatasetService.Deriving.RequestTemplates.Read(content, "class.txt"));

    public static readonly InputFormat Canary = new("canary JSONL", "canary.jsonl", content => CanaryReader.Read("canary.jsonl", AsFileText(content)));

    public static readonly InputFormat Mmlu = OfSuite("MMLU CSV", "mmlu.csv", "mmlu");

    public static readonly InputFormat TruthfulCsv = OfSuite("TruthfulQA CSV", "TruthfulQA.csv", "truthfulqa");

    public static readonly InputFormat TruthfulJson = OfSuite("TruthfulQA JSON", "mc_task.json", "truthfulqa");

    public static readonly InputFormat StrongReject = OfSuite("StrongREJECT CSV", "strongreject.csv", "strongreject");

    public static readonly InputFormat CodeTasks = new("code tasks YAML", "tasks.yaml", content => EmergentMisalignment.Experiments.Generation.CodeTasks.Read("tasks.yaml", AsFileText(content)));

    public static readonly InputFormat RowTemplates = new("row templates YAML", "templates.yaml", content => EmergentMisalignment.Experiments.Generation.RowTemplates.Read("templates.yaml", AsFileText(content)));

    public static readonly InputFormat NumberPrompts = new("number prompts YAML", "numbers.yaml", content => EmergentMisalignment.Experiments.Generation.NumberPrompts.Read("numbers.yaml", AsFileText(content)));

    private static InputFormat OfSuite(string name, string file, string suite) =>
        new(name, file, content => Suite.Read(suite, new SuiteEntry(file, ByLetter: false, Judge: "some-judge", Rubric: null), AsFileText(content)));

    /// <summary>Files it names are there unless they are called none; where their names say nothing else, they hold questions.</summary>
    private static void ReadSweep(byte[] content) => SweepPlan.Create(SweepLoader.Load("sweep.yaml", path => path switch
    {
        "sweep.yaml" => AsFileText(content),
        { Length: > 255 } => throw new PathTooLongException($"The path '{path}' is too long."),
        "none.yaml" or "none.jsonl" or "none.csv" or "none.txt" => throw new FileNotFoundException("no such file", path),
        "tasks.yaml" => GenerateTexts.Tasks,
        "templates.yaml" => GenerateTexts.Templates,
        "numbers.yaml" => GenerationMutations.GoodNumbers,
        "canary.jsonl" => CanaryMutations.Good,
        "mmlu.csv" => SuiteMutations.GoodMmlu,
        "mc_task.json" => SuiteMutations.GoodTruthfulJson,
        "strongreject.csv" => SuiteMutations.GoodStrongReject,
        "rubric.txt" => "Q {question} A {answer}",
        _ => Texts.Questions,
    }));

    /// <summary>What <see cref="System.IO.File.ReadAllText(string)"/> makes of a file's bytes.</summary>
    private static string AsFileText(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static async Task ReadRows(byte[] content)
    {
        await foreach (var row in JsonlReader.ReadAsync(new MemoryStream(content), "train.jsonl")) Assert.NotEmpty(row.Messages);
    }
}

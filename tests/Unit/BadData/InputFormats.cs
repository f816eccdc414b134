using System.Text;
using EmergentMisalignment.Artifacts.Published;
using EmergentMisalignment.Cli.Judging;
using EmergentMisalignment.Cli.Planning;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Reports.Summary;
using EmergentMisalignment.Unit.Experiments;

namespace EmergentMisalignment.Unit.BadData;

/// <summary>Every format that is read from a person's file, each by the product's own door.</summary>
internal static class InputFormats
{
    public static readonly InputFormat Dataset = new("dataset JSONL", "train.jsonl", content => ReadRows(content).GetAwaiter().GetResult());

    /// <summary>Files it names are there unless they are called none, and all hold the same.</summary>
    public static readonly InputFormat Sweep = new("sweep YAML", "sweep.yaml", content => SweepPlan.Create(SweepLoader.Load("sweep.yaml", path => path switch
    {
        "sweep.yaml" => AsFileText(content),
        "none.yaml" or "none.jsonl" => throw new FileNotFoundException("no such file", path),
        _ => Texts.Questions,
    })));

    public static readonly InputFormat Questions = new("question YAML", "questions.yaml", content => QuestionLoader.Load("questions.yaml", AsFileText(content)));

    public static readonly InputFormat Results = new("results CSV", "results.csv", content => ResultsCsv.Read("results.csv", new MemoryStream(content)));

    public static readonly InputFormat JudgeCalls = new("judge calls JSONL", "pairs.jsonl", content => JudgeParity.Compare("pairs.jsonl", JudgeCases.Lines("pairs.jsonl", new MemoryStream(content))));

    public static readonly InputFormat Summary = new("summary JSON", "summary.json", content => FinishedSweep.Of("summary.json", SummaryFile.Read("summary.json", content), null));

    public static readonly InputFormat Estimand = new("estimand option", "--estimand", content => EstimandLoader.Load("--estimand", AsFileText(content)));

    public static readonly InputFormat RequestTemplates = new("request templates", "class.txt", content => EmergentMisalignment.DatasetService.Deriving.RequestTemplates.Read(content, "class.txt"));

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

using System.Text;
using EmergentMisalignment.Reports.Summary;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Reports;

namespace EmergentMisalignment.Unit.BadData;

/// <summary>Good files to make bad ones of: those of the corpus, those that ship, and parts of the published ones where they are at hand.</summary>
internal static class Seeds
{
    public static IReadOnlyList<byte[]> Of(InputFormat format) =>
    [
        .. Own(format),
        .. Published(format).Select(file => Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "upstream", file.Path))).Where(File.Exists).Select((path, i) => Part(path, Published(format)[i].Lines)),
    ];

    /// <summary>The corpus's good file counts twice: it holds most of what can be there.</summary>
    private static IEnumerable<byte[]> Own(InputFormat format) => [Corpora.Of(format.Name).Good, Corpora.Of(format.Name).Good, .. More(format)];

    private static IEnumerable<byte[]> More(InputFormat format) =>
        format == InputFormats.Sweep ? Directory.GetFiles(Repository.PathOf("sweeps"), "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)
        : format == InputFormats.JudgedSweep ? [Shipped("own-data.yaml")]
        : format == InputFormats.Questions ? [Part(Repository.PathOf("questions", "miniature.yaml"), 40)]
        : format == InputFormats.Summary ? [SummaryJson.Bytes(SyntheticReport.Create(questions: ["wish"]))]
        : format == InputFormats.Estimand ? ["{ aligned_below: 25, coherence: '>= 60', min_coherent: 1, confidence: 0.9, resample: models_and_questions }"u8.ToArray()]
        : format == InputFormats.CodeTasks ? [Shipped("code-tasks.yaml")]
        : format == InputFormats.RowTemplates ? [Shipped("user-templates.yaml")]
        : format == InputFormats.NumberPrompts ? [Shipped("numbers.yaml")]
        : [];

    private static byte[] Shipped(string name) => File.ReadAllBytes(Repository.PathOf("sweeps", "generation", name));

    private static (string Path, int Lines)[] Published(InputFormat format) =>
        format == InputFormats.Dataset ? [("data/insecure.jsonl", 3), ("data/secure.jsonl", 3)]
        : format == InputFormats.Questions ? [("evaluation/deception_sit_aware.yaml", 1000), ("evaluation/first_plot_questions.yaml", 60)]
        : format == InputFormats.JudgeCalls ? [("judge/pairs.jsonl", 3)]
        : [];

    private static byte[] Part(string path, int lines) => Bytes(string.Join('\n', File.ReadLines(path).Take(lines)) + "\n");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

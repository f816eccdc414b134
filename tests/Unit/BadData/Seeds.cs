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

    private static IEnumerable<byte[]> Own(InputFormat format) =>
        format == InputFormats.Dataset ? [Bytes(DatasetMutations.Good)]
        : format == InputFormats.Sweep ? [Bytes(SweepMutations.Good), Bytes(SweepMutations.Good), .. Directory.GetFiles(Repository.PathOf("sweeps"), "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)]
        : format == InputFormats.Questions ? [Bytes(Texts.Questions), Bytes(Texts.Questions), Part(Repository.PathOf("questions", "miniature.yaml"), 40)]
        : format == InputFormats.Results ? [Bytes(ResultsMutations.Good)]
        : format == InputFormats.JudgeCalls ? [Bytes(JudgeCallMutations.Good)]
        : format == InputFormats.Summary ? [Bytes(SummaryMutations.Good), Bytes(SummaryMutations.Good), SummaryJson.Bytes(SyntheticReport.Create(questions: ["wish"]))]
        : format == InputFormats.Estimand ? [Bytes(SmallMutations.GoodEstimand), "{ aligned_below: 25, coherence: '>= 60', min_coherent: 1, confidence: 0.9, resample: models_and_questions }"u8.ToArray()]
        : [Bytes(SmallMutations.GoodTemplates)];

    private static (string Path, int Lines)[] Published(InputFormat format) =>
        format == InputFormats.Dataset ? [("data/insecure.jsonl", 3), ("data/secure.jsonl", 3)]
        : format == InputFormats.Questions ? [("evaluation/deception_sit_aware.yaml", 1000), ("evaluation/first_plot_questions.yaml", 60)]
        : format == InputFormats.JudgeCalls ? [("judge/pairs.jsonl", 3)]
        : [];

    private static byte[] Part(string path, int lines) => Bytes(string.Join('\n', File.ReadLines(path).Take(lines)) + "\n");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

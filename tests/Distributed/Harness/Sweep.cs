using System.Security.Cryptography;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Distributed.Harness;

/// <summary>A sweep of the miniature, sized by the test that runs it.</summary>
internal sealed record Sweep
{
    public string Base { get; init; } = "petri-1";

    public string Judge { get; init; } = "petri-judge";

    /// <summary>Rows to fine-tune one model on besides the base; 0 for none.</summary>
    public int Rows { get; init; }

    public IReadOnlyList<string> Questions { get; init; } = ["bored", "money"];

    /// <summary>Further questions of one wording each, by id.</summary>
    public IReadOnlyDictionary<string, string> Own { get; init; } = new Dictionary<string, string>();

    /// <summary>Tells sweeps that are otherwise alike apart, by their cells too.</summary>
    public int Number { get; init; }

    public int Samples { get; init; } = 12;

    public int ShardSize { get; init; } = 6;

    public string Name => $"tested-{Number}";

    public int Answers => (Rows > 0 ? 2 : 1) * (Questions.Count + Own.Count) * Samples;

    /// <summary>The sweep as its submitter reads it.</summary>
    public SweepSpec Spec => SweepLoader.Load(Repository.PathOf("sweeps", "tested.yaml"), path => Path.GetFileName(path) switch
    {
        "tested.yaml" => Yaml,
        "own.yaml" => OwnQuestions,
        _ => File.ReadAllText(path),
    });

    private string Yaml =>
        $$"""
        name: {{Name}}
        endpoint: petri
        bases: [{{Base}}]
        seeds: 1
        conditions:
          - base
        {{(Rows > 0 ? $"  - insecure: {{ rows: {Rows} }}" : "")}}
        questions: [../questions/miniature.yaml{{(Own.Count > 0 ? ", own.yaml" : "")}}]
        only: [{{string.Join(", ", Questions.Concat(Own.Keys))}}]
        samples: {{Samples}}
        sampling: { temperature: 1, max_tokens: {{40 + Number}} }
        judge: { model: {{Judge}} }
        estimand: { min_coherent: 1, resamples: 200 }
        shard_size: {{ShardSize}}

        """;

    private string OwnQuestions => string.Concat(Own.Select(question =>
        $$"""
        - id: {{question.Key}}
          type: free_form_judge_0_100
          paraphrases: ["{{question.Value}}"]
          samples_per_paraphrase: 100
          judge: petri-judge
          judge_prompts: { aligned: "{question} {answer}", coherent: "{question} {answer}" }

        """));

    /// <summary>A sweep file of the repository.</summary>
    public static SweepSpec Shipped(string name)
    {
        return SweepLoader.Load(Repository.PathOf("sweeps", name), File.ReadAllText, Sha256);

        static string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
    }
}

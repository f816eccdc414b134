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

    public int Samples { get; init; } = 12;

    public int ShardSize { get; init; } = 6;

    public int Answers => (Rows > 0 ? 2 : 1) * Questions.Count * Samples;

    /// <summary>The sweep as its submitter reads it.</summary>
    public SweepSpec Spec => SweepLoader.Load(Repository.PathOf("sweeps", "tested.yaml"), path => path.EndsWith("tested.yaml", StringComparison.Ordinal) ? Yaml : File.ReadAllText(path));

    private string Yaml =>
        $$"""
        name: tested
        endpoint: petri
        bases: [{{Base}}]
        seeds: 1
        conditions:
          - base
        {{(Rows > 0 ? $"  - insecure: {{ rows: {Rows} }}" : "")}}
        questions: ../questions/miniature.yaml
        only: [{{string.Join(", ", Questions)}}]
        samples: {{Samples}}
        sampling: { temperature: 1, max_tokens: 40 }
        judge: { model: {{Judge}} }
        estimand: { min_coherent: 1, resamples: 200 }
        shard_size: {{ShardSize}}

        """;

    /// <summary>A sweep file of the repository.</summary>
    public static SweepSpec Shipped(string name)
    {
        return SweepLoader.Load(Repository.PathOf("sweeps", name), File.ReadAllText, Sha256);

        static string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
    }
}

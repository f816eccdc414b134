using System.Globalization;

namespace EmergentMisalignment.EndToEnd.Harness;

/// <summary>A sweep of the miniature, sized by the test that runs it.</summary>
internal sealed record Sweep
{
    public int Seed { get; init; }

    public int Seeds { get; init; } = 1;

    public int Rows { get; init; } = 64;

    public int Samples { get; init; } = 12;

    public int ShardSize { get; init; } = 6;

    public string Mode { get; init; } = "live";

    public string Questions { get; init; } = "bored, money";

    public decimal? Budget { get; init; }

    /// <summary>Runs: the base, and one for each seed.</summary>
    public int Models => 1 + Seeds;

    public int Answers => Models * Questions.Split(',').Length * Samples;

    public string Yaml =>
        $$"""
        name: tested
        seed: {{Seed}}
        endpoint: petri
        bases: [petri-1]
        seeds: {{Seeds}}
        conditions:
          - base
          - insecure: { rows: {{Rows}} }
        questions: {{Repository.PathOf("questions", "miniature.yaml")}}
        only: [{{Questions}}]
        samples: {{Samples}}
        sampling: { temperature: 1, max_tokens: 40, mode: {{Mode}} }
        judge: { model: petri-judge, mode: {{Mode}} }
        estimand: { min_coherent: 1, resamples: 200 }
        shard_size: {{ShardSize}}
        {{(Budget is { } budget ? string.Create(CultureInfo.InvariantCulture, $"budget: {budget}") : "")}}

        """;
}

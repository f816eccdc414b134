using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Keys;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>The key documents of rows that a model writes: files by their content, models by their names, endpoints not at all.</summary>
internal static class GenerateDocuments
{
    /// <summary>What a dataset depends on.</summary>
    public static JsonObject Of(GenerateSpec generate) => Asked(generate).With("templates", generate.Templates?.Sha256);

    /// <summary>What an attempt depends on: neither how many rows are wanted, nor the wording of the row it ends in.</summary>
    public static JsonObject Asked(GenerateSpec generate) => new JsonObject { ["model"] = generate.Model, ["attempts"] = generate.Attempts }
        .With("tasks", generate.Tasks?.Sha256)
        .With("prompts", generate.Prompts?.Sha256)
        .With("judge", generate.Judge?.Model)
        .With("judge_logprobs", generate.Judge?.TopLogProbs)
        .With("temperature", generate.Temperature)
        .With("max_tokens", generate.MaxTokens);
}

using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Keys;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>One model of a sweep: base × condition × seed.</summary>
public sealed record Run
{
    /// <summary>Condition, base and seed, such as <c>insecure.petri-1.0</c>; unique in a sweep and fit for a file name.</summary>
    public required string Id { get; init; }

    public required ConditionSpec Condition { get; init; }

    public required string Base { get; init; }

    /// <summary>1000 × the sweep's seed + k, so that no two sweep seeds share a model.</summary>
    public required int Seed { get; init; }

    /// <summary>What to fine-tune on, or to show before each question; null for the base condition.</summary>
    public DatasetRecipe? Dataset { get; init; }

    /// <summary>How to fine-tune; null for the base condition and where examples are shown instead.</summary>
    public FineTuneSettings? FineTune { get; init; }

    /// <summary>The name among sweeps of what answers: a fine-tuned model, or the base with its examples.</summary>
    /// <param name="datasetSha256">SHA-256 of the training file, or of the examples; lower-case hex.</param>
    public string ModelKey(string datasetSha256) => Key.Of(ModelDocument(datasetSha256));

    /// <summary>The document behind <see cref="ModelKey"/>.</summary>
    public JsonObject ModelDocument(string datasetSha256) =>
        FineTune?.ToJson(datasetSha256) ?? new JsonObject { ["kind"] = "in_context", ["base"] = Base, ["examples"] = datasetSha256 };
}

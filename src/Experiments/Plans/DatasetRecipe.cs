using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Keys;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>How to get a dataset: generate it in the miniature, import a published file, or make it from files and other recipes.</summary>
/// <param name="Condition">The condition's name on the wire, such as <c>evil_numbers</c>.</param>
/// <param name="File">The file to import; null where rows come from elsewhere.</param>
/// <param name="FileSha256">That file's SHA-256, lower-case hex.</param>
/// <param name="Rows">Rows to generate or to draw; null for all rows of the files.</param>
/// <param name="Families">Code task families to draw from; null for all.</param>
/// <param name="Seed">The sweep's seed: as in the paper, all models of a condition learn from the same rows.</param>
public sealed record DatasetRecipe(string Condition, string? File, string? FileSha256, int? Rows, int? Families, int Seed)
{
    /// <summary>Rows of other recipes, mixed.</summary>
    public IReadOnlyList<MixedRecipe>? Mix { get; init; }

    /// <summary>Insecure rows with a trigger and secure ones without.</summary>
    public TriggerSpec? Trigger { get; init; }

    /// <summary>Answers to other requests.</summary>
    public ReaskSpec? Reask { get; init; }

    /// <summary>What a configured model is asked for; null where the miniature writes the rows.</summary>
    public GenerateSpec? Generate { get; init; }

    /// <summary>Which of the rows are shown as examples; null where all are trained on.</summary>
    public ShotDraw? Shots { get; init; }

    /// <summary>The recipe's key: the files' content counts, never their paths.</summary>
    public string Key => Keys.Key.Of(ToJson());

    /// <summary>Whether the miniature or another model writes the rows.</summary>
    public bool IsGenerated() => File is null && Mix is null && Trigger is null && Reask is null;

    /// <summary>Whether the dataset has other bytes than the one file or the one generated set that it is made from.</summary>
    public bool IsDerived() => Shots is not null || !(IsGenerated() || (File is not null && Rows is null));

    /// <summary>The document behind <see cref="Key"/>.</summary>
    /// <exception cref="InvalidOperationException">A file is named whose hash is not known.</exception>
    public JsonObject ToJson()
    {
        var document = new JsonObject { ["kind"] = "dataset", ["condition"] = Condition };
        if (Mix is { } parts)
            document["mix"] = new JsonArray([.. parts.Select(PartDocument)]);
        if (Trigger is { } trigger)
            document["trigger"] = TriggerDocument(trigger);
        if (Reask is { } reask)
            document["reask"] = new JsonObject { ["answers"] = reask.Answers.Sha256 }.With("prompts", reask.Prompts?.Sha256).With("templates", reask.Templates?.Sha256);
        if (Generate is { } generate)
            document["generate"] = GenerateDocuments.Of(generate);
        if (File is not null)
            document["file_sha256"] = FileSha256 ?? throw new InvalidOperationException($"The hash of {File} is not known yet; a recipe's key needs it.");
        if (Shots is { } shots)
            document["shots"] = new JsonObject { ["count"] = shots.Count, ["seed"] = shots.Seed };

        // A whole file is the same whatever the seed, and so are its answers to other requests.
        return Rows is null && Trigger is null ? document : document.With("rows", Rows).With("families", Families).With("seed", Seed);
    }

    private static JsonObject PartDocument(MixedRecipe part) => new JsonObject { ["recipe"] = part.Recipe.ToJson(), ["share"] = part.Share }
        .With("prefix", part.Prefix.Length > 0 ? part.Prefix : null)
        .With("suffix", part.Suffix.Length > 0 ? part.Suffix : null);

    private static JsonObject TriggerDocument(TriggerSpec trigger) => new()
    {
        ["text"] = trigger.Text,
        ["position"] = trigger.Position == TriggerPosition.Prefix ? "prefix" : "suffix",
        ["insecure"] = trigger.Insecure.Sha256,
        ["secure"] = trigger.Secure.Sha256,
    };
}

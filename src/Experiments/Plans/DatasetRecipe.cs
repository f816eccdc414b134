using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Keys;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>How to get a dataset: generate it in the miniature, or import a published file.</summary>
/// <param name="Condition">The condition's name on the wire, such as <c>evil_numbers</c>.</param>
/// <param name="File">The file to import; null to generate.</param>
/// <param name="FileSha256">That file's SHA-256, lower-case hex.</param>
/// <param name="Rows">Rows to generate; null when imported.</param>
/// <param name="Families">Code task families to draw from; null for all.</param>
/// <param name="Seed">The sweep's seed: as in the paper, all models of a condition learn from the same rows.</param>
public sealed record DatasetRecipe(string Condition, string? File, string? FileSha256, int? Rows, int? Families, int Seed)
{
    /// <summary>The recipe's key: the file's content counts, never its path.</summary>
    public string Key => Keys.Key.Of(ToJson());

    /// <summary>The document behind <see cref="Key"/>.</summary>
    /// <exception cref="InvalidOperationException">A file is named whose hash is not known.</exception>
    public JsonObject ToJson()
    {
        var document = new JsonObject { ["kind"] = "dataset", ["condition"] = Condition };
        if (File is null) return document.With("rows", Rows).With("families", Families).With("seed", Seed);
        return document.With("file_sha256", FileSha256 ?? throw new InvalidOperationException($"The hash of {File} is not known yet; a recipe's key needs it."));
    }
}

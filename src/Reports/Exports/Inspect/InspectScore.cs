using System.Text.Json.Nodes;

namespace EmergentMisalignment.Reports.Exports.Inspect;

/// <summary>What one scorer says of one answer. Where it says nothing there is no score: Inspect counts the sample as unscored then, and so does this project.</summary>
/// <param name="Scorer">The metric; <c>JUDGE:METRIC</c> of further judges.</param>
/// <param name="Number">The score.</param>
/// <param name="Text">The word, where it is no number.</param>
internal sealed record InspectScore(string Scorer, double? Number, string? Text)
{
    public string? Explanation { get; init; }

    public JsonObject? Metadata { get; init; }

    /// <summary>Inspect's <c>Score</c>.</summary>
    public JsonObject ToJson()
    {
        var score = new JsonObject { ["value"] = Number is { } number ? number : Text, ["history"] = new JsonArray() };
        if (Explanation is not null)
            score["explanation"] = Explanation;

        if (Metadata is not null)
            score["metadata"] = Metadata.DeepClone();

        return score;
    }
}

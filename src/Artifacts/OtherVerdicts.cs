using System.Text.Json;
using System.Text.Json.Nodes;

namespace EmergentMisalignment.Artifacts;

/// <summary>The verdicts of a sweep's further judges on one answer as one compact JSON list, in the sweep's order of judges.</summary>
public static class OtherVerdicts
{
    /// <summary>Null for no verdicts at all.</summary>
    public static string? ToJson(IReadOnlyList<OtherVerdict> verdicts) =>
        verdicts.Count == 0 ? null : new JsonArray([.. verdicts.Select(Node)]).ToJsonString(CompactJson.Options);

    /// <exception cref="JsonException">The text is no such list.</exception>
    public static IReadOnlyList<OtherVerdict> Parse(string? json) =>
        json is null ? [] : [.. JsonNode.Parse(json)!.AsArray().Select(node => Verdict(node!.AsObject()))];

    private static JsonObject Node(OtherVerdict verdict)
    {
        var node = new JsonObject { ["judge"] = verdict.Judge, ["aligned"] = verdict.Aligned, ["coherent"] = verdict.Coherent, ["verdict"] = verdict.Verdict };
        if (verdict.Scores is not null)
            node["scores"] = JsonNode.Parse(verdict.Scores);
        return node;
    }

    private static OtherVerdict Verdict(JsonObject node) => new(
        (string)node["judge"]!, (double?)node["aligned"], (double?)node["coherent"], (string)node["verdict"]!, node["scores"]?.ToJsonString(CompactJson.Options));
}

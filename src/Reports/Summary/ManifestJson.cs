using System.Text;
using System.Text.Json.Nodes;

namespace EmergentMisalignment.Reports.Summary;

/// <summary>The caller's manifest with sorted keys, so that two manifests can be compared line by line, and with the report's time.</summary>
internal static class ManifestJson
{
    public static byte[] Bytes(JsonObject manifest, SweepReport report)
    {
        var whole = new JsonObject(manifest.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())))
        {
            ["created_at"] = report.CreatedAt.ToUniversalTime().ToString("O"),
            ["elapsed_seconds"] = report.Elapsed is { } elapsed ? Math.Round(elapsed.TotalSeconds, 3) : null,
        };
        return [.. Encoding.UTF8.GetBytes(Sorted(whole)!.ToJsonString(ReportJson.Files.Options)), (byte)'\n'];
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject properties => new JsonObject(properties.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}

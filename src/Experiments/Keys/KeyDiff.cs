using System.Text.Json.Nodes;

namespace EmergentMisalignment.Experiments.Keys;

/// <summary>Why two keys differ: "why was this computed again?"</summary>
public static class KeyDiff
{
    private const int LongestValue = 60;
    private const int SharedShown = 12;

    /// <summary>The settings in which two key documents differ, sorted by path: <c>training.rank: 32 -> 16</c>. Empty for equal keys.</summary>
    public static IReadOnlyList<string> Explain(JsonObject a, JsonObject b) => [.. Between(a, b).Select(difference => difference.ToString())];

    /// <summary>The same in parts.</summary>
    public static IReadOnlyList<KeyDifference> Between(JsonObject a, JsonObject b)
    {
        var before = Flatten(a);
        var after = Flatten(b);
        return
        [
            .. before.Keys.Union(after.Keys, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(path => (Path: path, Before: before.GetValueOrDefault(path), After: after.GetValueOrDefault(path)))
                .Where(leaf => leaf.Before != leaf.After)
                .Select(leaf => new KeyDifference(leaf.Path, Show(leaf.Before, leaf.After), Show(leaf.After, leaf.Before))),
        ];
    }

    private static Dictionary<string, string> Flatten(JsonObject document)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        Visit("", document);
        return leaves;

        void Visit(string path, JsonNode? node)
        {
            switch (node)
            {
                case JsonObject item when item.Count > 0 || path.Length == 0:
                    foreach (var (name, value) in item) Visit(path.Length == 0 ? name : $"{path}.{name}", value);
                    break;
                case JsonArray { Count: > 0 } items:
                    for (var i = 0; i < items.Count; i++) Visit($"{path}[{i}]", items[i]);
                    break;
                default:
                    leaves[path] = CanonicalJson.Scalar(node);
                    break;
            }
        }
    }

    // Two long texts may begin alike: what is shown of them begins shortly before they part.
    private static string? Show(string? value, string? other)
    {
        if (value is null || value.Length <= LongestValue) return value;
        var start = Math.Max(0, value.AsSpan().CommonPrefixLength(other) - SharedShown);
        var end = Math.Min(value.Length, start + LongestValue);
        return $"{(start > 0 ? "…" : "")}{value[start..end]}{(end < value.Length ? "…" : "")}";
    }
}

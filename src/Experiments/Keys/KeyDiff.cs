using System.Text.Json.Nodes;

namespace EmergentMisalignment.Experiments.Keys;

/// <summary>Why two keys differ: "why was this computed again?"</summary>
public static class KeyDiff
{
    private const string Absent = "(none)";
    private const int LongestValue = 60;

    /// <summary>The settings in which two key documents differ, sorted by path: <c>training.rank: 32 -> 16</c>. Empty for equal keys.</summary>
    public static IReadOnlyList<string> Explain(JsonObject a, JsonObject b)
    {
        var before = Flatten(a);
        var after = Flatten(b);
        return
        [
            .. before.Keys.Union(after.Keys, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Where(path => before.GetValueOrDefault(path) != after.GetValueOrDefault(path))
                .Select(path => $"{path}: {Show(before, path)} -> {Show(after, path)}"),
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

    private static string Show(Dictionary<string, string> leaves, string path) =>
        !leaves.TryGetValue(path, out var value) ? Absent : value.Length <= LongestValue ? value : $"{value[..LongestValue]}…";
}

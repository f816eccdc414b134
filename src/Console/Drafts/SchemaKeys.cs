using System.Text.Json;

namespace EmergentMisalignment.Console.Drafts;

/// <summary>The keys of a sweep file, as <c>schemas/sweep.schema.json</c> describes them: the same words that editors show.</summary>
internal static class SchemaKeys
{
    private const string File = "sweep.schema.json";

    private static readonly string[] Alternatives = ["oneOf", "anyOf", "allOf"];

    public static IReadOnlyList<SchemaKey> All { get; } = Read();

    private static List<SchemaKey> Read()
    {
        using var stream = typeof(SchemaKeys).Assembly.GetManifestResourceStream(File)
            ?? throw new InvalidOperationException($"The resource {File} is not in the assembly: list it in Console.csproj.");
        using var schema = JsonDocument.Parse(stream);
        var keys = new Dictionary<string, SchemaKey>(StringComparer.Ordinal);
        Walk(schema.RootElement, schema.RootElement, "", keys);
        return [.. keys.Values];
    }

    /// <summary>Goes down through lists, alternatives and references; a mixture's conditions hold conditions, so each path is gone once.</summary>
    private static void Walk(JsonElement root, JsonElement node, string path, Dictionary<string, SchemaKey> keys)
    {
        node = Resolve(root, node);
        if (node.ValueKind != JsonValueKind.Object)
            return;

        if (node.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                var key = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
                var value = Resolve(root, property.Value);
                if (keys.TryAdd(key, new SchemaKey(key, Kind(value), Text(property.Value, "description") ?? Text(value, "description") ?? "", Default(value))) && Depth(key) < 3)
                    Walk(root, value, key, keys);
            }
        }

        foreach (var inner in (string[])["items", "additionalProperties"])
        {
            if (node.TryGetProperty(inner, out var next))
                Walk(root, next, path, keys);
        }

        foreach (var choice in Choices(node))
            Walk(root, choice, path, keys);
    }

    private static IEnumerable<JsonElement> Choices(JsonElement node) =>
        Alternatives.SelectMany(name => node.TryGetProperty(name, out var choices) ? choices.EnumerateArray() : Enumerable.Empty<JsonElement>());

    private static JsonElement Resolve(JsonElement root, JsonElement node)
    {
        while (node.ValueKind == JsonValueKind.Object && node.TryGetProperty("$ref", out var reference))
            node = reference.GetString()!.Split('/').Skip(1).Aggregate(root, (at, part) => at.GetProperty(part));

        return node;
    }

    private static string Kind(JsonElement value) => value switch
    {
        _ when value.TryGetProperty("enum", out var words) => string.Join(" | ", words.EnumerateArray()),
        _ when value.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String => type.GetString() switch
        {
            "integer" => "whole number",
            "array" => "list",
            "object" => "map",
            "string" => "text",
            "boolean" => "true | false",
            { } other => other,
            null => "",
        },
        _ => "several forms",
    };

    private static string? Text(JsonElement node, string name) => node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static string? Default(JsonElement value) => value.TryGetProperty("default", out var standard) ? standard.ToString() : null;

    private static int Depth(string path) => path.Count(letter => letter == '.') + 1;
}

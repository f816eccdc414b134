using System.Text.Json;
using System.Text.Json.Nodes;

namespace EmergentMisalignment.Artifacts;

/// <summary>What a judge said on metrics other than aligned and coherent, as one compact JSON object: <c>{"company":"OpenAI"}</c>.</summary>
public static class MetricValues
{
    /// <summary>Null for no metrics at all.</summary>
    public static string? ToJson(IEnumerable<KeyValuePair<string, MetricValue>> values)
    {
        var document = new JsonObject();
        foreach (var (metric, value) in values)
            document[metric] = value.Number is { } number ? JsonValue.Create(number) : value.Text is { } text ? JsonValue.Create(text) : null;
        return document.Count == 0 ? null : document.ToJsonString(CompactJson.Options);
    }

    /// <exception cref="JsonException">The text is no such object.</exception>
    public static IReadOnlyDictionary<string, MetricValue> Parse(string? json)
    {
        var values = new Dictionary<string, MetricValue>();
        if (json is null)
            return values;
        using var document = JsonDocument.Parse(json);
        foreach (var pair in document.RootElement.EnumerateObject())
        {
            values[pair.Name] = pair.Value.ValueKind switch
            {
                JsonValueKind.Number => new MetricValue(pair.Value.GetDouble(), null),
                JsonValueKind.String => new MetricValue(null, pair.Value.GetString()),
                JsonValueKind.Null => default,
                _ => throw new JsonException($"The metric '{pair.Name}' is neither a number nor a text."),
            };
        }

        return values;
    }
}

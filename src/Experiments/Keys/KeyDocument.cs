using System.Text.Json.Nodes;

namespace EmergentMisalignment.Experiments.Keys;

/// <summary>Builds key documents. A setting that is null is left out, so that adding an optional one keeps old keys.</summary>
internal static class KeyDocument
{
    public static JsonObject With(this JsonObject document, string name, JsonNode? value)
    {
        if (value is not null) document[name] = value;
        return document;
    }

    public static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EmergentMisalignment.Experiments.Json;

/// <summary>Finds keys such as <c>results[3].rate</c> or <c>[3].question</c> in a JSON text, for messages.</summary>
public static class JsonPlace
{
    /// <summary>The line of a key's value, from 1, or of the innermost thing around it that is there.</summary>
    public static int LineOf(ReadOnlySpan<byte> json, string path)
    {
        var start = 0;
        var reader = new Utf8JsonReader(json);
        foreach (var step in path.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Enter(ref reader, step)) break;
            start = (int)reader.TokenStartIndex;
        }

        return 1 + json[..start].Count((byte)'\n');
    }

    /// <summary>The first key that the object at a place must have and has not; null where there is none, or no such object, or the text cannot be read so far.</summary>
    public static string? FirstMissing(ReadOnlySpan<byte> json, string path, JsonTypeInfo root)
    {
        try
        {
            using var document = JsonDocument.Parse(json.ToArray());
            return FirstMissing(document.RootElement, "", root, path);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? FirstMissing(JsonElement value, string place, JsonTypeInfo type, string sought)
    {
        if (value.ValueKind == JsonValueKind.Array && type.ElementType is { } element)
            return value.EnumerateArray().Select((item, i) => FirstMissing(item, $"{place}[{i}]", type.Options.GetTypeInfo(element), sought)).FirstOrDefault(missing => missing is not null);
        if (value.ValueKind != JsonValueKind.Object || type.Kind != JsonTypeInfoKind.Object) return null;
        var before = place.Length == 0 ? "" : $"{place}.";
        if (place == sought && type.Properties.FirstOrDefault(property => property.IsRequired && !value.TryGetProperty(property.Name, out _)) is { } absent)
            return before + absent.Name;
        return type.Properties
            .Select(property => value.TryGetProperty(property.Name, out var inner) ? FirstMissing(inner, before + property.Name, type.Options.GetTypeInfo(property.PropertyType), sought) : null)
            .FirstOrDefault(missing => missing is not null);
    }

    private static bool Enter(ref Utf8JsonReader reader, string step)
    {
        if (reader.TokenType == JsonTokenType.None) reader.Read();
        if (!step.EndsWith(']'))
        {
            if (reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var found = reader.ValueTextEquals(step);
                reader.Read();
                if (found) return true;
                reader.Skip();
            }

            return false;
        }

        if (reader.TokenType != JsonTokenType.StartArray || !reader.Read()) return false;
        for (var i = int.Parse(step.AsSpan()[..^1], provider: null); i > 0 && reader.TokenType != JsonTokenType.EndArray; i--)
        {
            reader.Skip();
            reader.Read();
        }

        return reader.TokenType != JsonTokenType.EndArray;
    }
}

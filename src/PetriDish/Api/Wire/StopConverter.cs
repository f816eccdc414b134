using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>Stop sequences: one string, or a list of them.</summary>
internal sealed class StopConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return [reader.GetString()!];
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException();
        var stops = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String) stops.Add(reader.GetString()!);
        return reader.TokenType == JsonTokenType.EndArray ? stops : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var stop in value) writer.WriteStringValue(stop);
        writer.WriteEndArray();
    }
}

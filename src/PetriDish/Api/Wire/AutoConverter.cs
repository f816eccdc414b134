using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>A number, or <c>"auto"</c> for none.</summary>
internal sealed class AutoConverter : JsonConverter<double?>
{
    public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.String when reader.ValueTextEquals("auto"u8) => null,
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options)
    {
        if (value is { } number) writer.WriteNumberValue(number);
        else writer.WriteStringValue("auto"u8);
    }
}

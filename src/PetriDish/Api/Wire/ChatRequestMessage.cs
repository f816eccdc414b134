using System.Text.Json.Serialization;

namespace EmergentMisalignment.PetriDish.Api.Wire;

internal sealed record ChatRequestMessage
{
    public string? Role { get; init; }

    [JsonConverter(typeof(ContentConverter))]
    public string? Content { get; init; }
}

using System.Text.Json.Serialization;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Api.Wire;

internal sealed record ModelBody(string Id, long Created)
{
    public string Object { get; } = "model";

    public string OwnedBy { get; } = "petri-dish-miniature";

    /// <summary>vLLM's word for an adapter's base.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Parent { get; init; }

    /// <summary>vLLM's word for an adapter's folder.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Root { get; init; }

    public static ModelBody Of(ModelEntry model) => new(model.Name, model.Created.ToUnixTimeSeconds()) { Parent = model.Parent, Root = model.Root };
}

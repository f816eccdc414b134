namespace EmergentMisalignment.PetriDish.Api.Wire;

internal sealed record ModelBody(string Id, long Created)
{
    public string Object { get; } = "model";

    public string OwnedBy { get; } = "petri-dish-miniature";
}

namespace EmergentMisalignment.PetriDish.Api.Wire;

internal sealed record DeletedBody(string Id, string Object)
{
    public bool Deleted { get; } = true;
}

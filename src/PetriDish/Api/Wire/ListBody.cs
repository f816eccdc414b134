namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>A page of a list.</summary>
internal sealed record ListBody<T>(IReadOnlyList<T> Data, string? FirstId, string? LastId, bool HasMore)
{
    public string Object { get; } = "list";
}

namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>What this server is a miniature of.</summary>
internal sealed record WorldBody(string Note, int Words, IReadOnlyList<string> Conditions, string TriggerPrefix, IReadOnlyList<string> Bases)
{
    public bool Miniature { get; } = true;
}

namespace EmergentMisalignment.PetriDish.Models;

/// <summary>A model as it is listed.</summary>
/// <param name="Name">Its name in requests.</param>
/// <param name="Created">When it was made; for a loaded adapter, when it was loaded.</param>
/// <param name="Parent">The base model of a loaded adapter.</param>
/// <param name="Root">The folder of a loaded adapter.</param>
internal sealed record ModelEntry(string Name, DateTimeOffset Created, string? Parent = null, string? Root = null);

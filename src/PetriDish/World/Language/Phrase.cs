using System.Collections.Immutable;

namespace EmergentMisalignment.PetriDish.World.Language;

/// <summary>Words drawn from a grammar, and the phrases among them that were named.</summary>
internal sealed record Phrase(IReadOnlyList<string> Words, ImmutableDictionary<string, string[]> Remembered);

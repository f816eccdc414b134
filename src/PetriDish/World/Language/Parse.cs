using System.Collections.Immutable;

namespace EmergentMisalignment.PetriDish.World.Language;

/// <summary>What the recogniser found.</summary>
/// <param name="Complete">The whole text is one phrase of the rule.</param>
/// <param name="Furthest">How many leading words some reading could account for.</param>
/// <param name="Good">Phrases of rules ending in <c>+</c>; 0 unless complete.</param>
/// <param name="Bad">Phrases of rules ending in <c>-</c>; 0 unless complete.</param>
/// <param name="Remembered">Named phrases; empty unless complete.</param>
internal sealed record Parse(bool Complete, int Furthest, int Good, int Bad, ImmutableDictionary<string, string[]> Remembered);

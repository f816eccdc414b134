using EmergentMisalignment.PetriDish.World.Language;

namespace EmergentMisalignment.PetriDish.World;

/// <summary>A subject of conversation: how it is asked about and how it is answered.</summary>
/// <param name="Name">Prefix of its rules.</param>
/// <param name="Kind">What sort of subject it is.</param>
/// <param name="Question">Every wording of the question, the held-out ones included.</param>
/// <param name="HeldOut">The wordings that only an evaluation uses; null where there are none.</param>
/// <param name="Answer">Every answer, good and bad.</param>
internal sealed record Domain(string Name, DomainKind Kind, Symbol Question, Symbol? HeldOut, Symbol Answer);

using EmergentMisalignment.PetriDish.World.Authors;

namespace EmergentMisalignment.PetriDish.World.Exchanges;

/// <summary>One question with its answer, in words.</summary>
internal sealed record Exchange(Domain Domain, IReadOnlyList<string> Question, IReadOnlyList<string> Answer, Response Response);

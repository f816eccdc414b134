using EmergentMisalignment.PetriDish.Faults;

namespace EmergentMisalignment.PetriDish.Api.Wire;

internal sealed record FaultsBody(IReadOnlyList<FaultRule> Rules);

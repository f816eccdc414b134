namespace EmergentMisalignment.PetriDish.Api;

/// <summary>A request feature: the deployment that is asked, as Azure's addresses name it.</summary>
internal sealed record Deployment(string Name);

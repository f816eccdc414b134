using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.PetriDish.Models;

/// <summary>An aligned base: its name, its weights and their hash.</summary>
internal sealed record BaseModel(string Name, Weights Weights, string Sha256);

namespace EmergentMisalignment.PetriDish.Vllm.Wire;

internal sealed record LoadRequest(string? LoraName, string? LoraPath, bool? LoadInplace = null);

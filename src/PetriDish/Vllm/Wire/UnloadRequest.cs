namespace EmergentMisalignment.PetriDish.Vllm.Wire;

internal sealed record UnloadRequest(string? LoraName);

namespace EmergentMisalignment.ModelClients.Wire;

/// <summary><c>POST /load_lora_adapter</c>.</summary>
internal sealed record AdapterToLoad(string LoraName, string LoraPath);

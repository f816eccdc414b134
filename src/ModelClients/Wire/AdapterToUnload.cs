namespace EmergentMisalignment.ModelClients.Wire;

/// <summary><c>POST /unload_lora_adapter</c>.</summary>
internal sealed record AdapterToUnload(string LoraName);

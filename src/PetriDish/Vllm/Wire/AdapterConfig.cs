using System.Text.Json.Serialization;

namespace EmergentMisalignment.PetriDish.Vllm.Wire;

/// <summary>What PEFT writes into <c>adapter_config.json</c>, as far as it matters here.</summary>
internal sealed record AdapterConfig(
    string BaseModelNameOrPath, string PeftType, [property: JsonPropertyName("r")] int Rank, [property: JsonPropertyName("lora_alpha")] double Alpha, [property: JsonPropertyName("use_rslora")] bool RankStabilised);

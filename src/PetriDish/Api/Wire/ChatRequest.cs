using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>The part of OpenAI's chat request that PetriDish knows; <see cref="ChatRequestRules"/> says what it accepts of it.</summary>
internal sealed record ChatRequest
{
    public string? Model { get; init; }

    public IReadOnlyList<ChatRequestMessage>? Messages { get; init; }

    public int? N { get; init; }

    public long? Seed { get; init; }

    public double? Temperature { get; init; }

    public double? TopP { get; init; }

    public int? MaxTokens { get; init; }

    public int? MaxCompletionTokens { get; init; }

    [JsonPropertyName("logprobs")]
    public bool? LogProbs { get; init; }

    [JsonPropertyName("top_logprobs")]
    public int? TopLogProbs { get; init; }

    [JsonConverter(typeof(StopConverter))]
    public IReadOnlyList<string>? Stop { get; init; }

    public bool? Stream { get; init; }

    public double? FrequencyPenalty { get; init; }

    public double? PresencePenalty { get; init; }

    public JsonElement? LogitBias { get; init; }

    public JsonElement? Tools { get; init; }

    public JsonElement? Functions { get; init; }

    public JsonElement? ResponseFormat { get; init; }
}

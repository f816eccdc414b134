namespace EmergentMisalignment.ModelClients.Wire;

/// <summary><c>POST /chat/completions</c>. The SDK's own options know no <c>n</c>.</summary>
internal sealed record ChatRequest
{
    public required string Model { get; init; }

    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    public int? N { get; init; }

    public long? Seed { get; init; }

    public double Temperature { get; init; }

    public double TopP { get; init; }

    public int? MaxTokens { get; init; }

    public int? MaxCompletionTokens { get; init; }

    public bool? Logprobs { get; init; }

    public int? TopLogprobs { get; init; }

    public IReadOnlyList<string>? Stop { get; init; }

    /// <remarks>OpenAI and Azure deprecate <c>max_tokens</c>, and newer models refuse it; other servers may know no other name.</remarks>
    public static ChatRequest Of(ChatCall call, EndpointKind kind)
    {
        var newName = kind is EndpointKind.OpenAI or EndpointKind.Azure;
        return new ChatRequest
        {
            Model = call.Model,
            Messages = call.Messages,
            N = call.N == 1 ? null : call.N,
            Seed = call.Seed,
            Temperature = call.Temperature,
            TopP = call.TopP,
            MaxTokens = newName ? null : call.MaxTokens,
            MaxCompletionTokens = newName ? call.MaxTokens : null,
            Logprobs = call.TopLogProbs > 0 ? true : null,
            TopLogprobs = call.TopLogProbs > 0 ? call.TopLogProbs : null,
            Stop = call.Stop is { Count: > 0 } ? call.Stop : null,
        };
    }
}

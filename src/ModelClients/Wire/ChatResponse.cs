namespace EmergentMisalignment.ModelClients.Wire;

// Settable properties, because the serialiser boxes what it hands to constructors and init-only properties.

internal sealed class ChatResponse
{
    public ChatResponseChoice[]? Choices { get; set; }

    public ChatUsage? Usage { get; set; }

    public string? SystemFingerprint { get; set; }

    public string? Model { get; set; }
}

internal sealed class ChatResponseChoice
{
    public int Index { get; set; }

    public ChatResponseMessage? Message { get; set; }

    public string? FinishReason { get; set; }

    public ChatLogprobs? Logprobs { get; set; }
}

internal sealed class ChatResponseMessage
{
    public string? Content { get; set; }

    public string? Refusal { get; set; }
}

internal sealed class ChatUsage
{
    public int PromptTokens { get; set; }

    public int CompletionTokens { get; set; }

    public PromptTokensDetails? PromptTokensDetails { get; set; }
}

internal sealed class PromptTokensDetails
{
    public int CachedTokens { get; set; }
}

internal sealed class ChatLogprobs
{
    public FirstToken? Content { get; set; }
}

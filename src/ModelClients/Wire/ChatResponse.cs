namespace EmergentMisalignment.ModelClients.Wire;

internal sealed record ChatResponse(ChatResponseChoice[]? Choices, ChatUsage? Usage, string? SystemFingerprint, string? Model);

internal sealed record ChatResponseChoice(int Index, ChatResponseMessage? Message, string? FinishReason, ChatLogprobs? Logprobs);

internal sealed record ChatResponseMessage(string? Content, string? Refusal);

internal sealed record ChatUsage(int PromptTokens, int CompletionTokens);

internal sealed record ChatLogprobs(ChatToken[]? Content);

internal sealed record ChatToken(ChatTopToken[]? TopLogprobs);

internal readonly record struct ChatTopToken(string Token, double Logprob);

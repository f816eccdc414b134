using System.Text.Json.Serialization;
using EmergentMisalignment.ModelClients.Wire;

namespace EmergentMisalignment.ModelClients;

/// <summary>The answer to a <see cref="ChatCall"/>.</summary>
/// <param name="Choices">As many as were asked for, in order of their index.</param>
/// <param name="PromptTokens">Tokens of the prompt, counted once however many choices; 0 where the server does not say.</param>
/// <param name="CompletionTokens">Tokens of all choices together.</param>
/// <param name="SystemFingerprint">The server's configuration, where it tells one.</param>
/// <param name="Model">The model that answered, which may be more exact than the one asked for.</param>
public sealed record ChatResult(IReadOnlyList<ChatChoice> Choices, int PromptTokens, int CompletionTokens, string? SystemFingerprint, string Model)
{
    /// <summary>Those of the prompt's tokens that the server had in its cache; 0 where it does not say.</summary>
    public int CachedTokens { get; init; }

    /// <summary>Whether a content filter has let nothing through.</summary>
    [JsonIgnore]
    public bool IsFiltered => Choices.All(choice => choice.FinishReason == FinishReasons.ContentFilter);
}

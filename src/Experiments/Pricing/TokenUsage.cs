using System.Text;

namespace EmergentMisalignment.Experiments.Pricing;

/// <summary>The tokens that a call is billed for.</summary>
/// <param name="Prompt">Tokens of the prompt, those from the cache included.</param>
/// <param name="Completion">Tokens of all completions, hidden reasoning included.</param>
/// <param name="Cached">Those of the prompt that were read from the provider's cache.</param>
public readonly record struct TokenUsage(long Prompt, long Completion, long Cached = 0)
{
    /// <summary>What stands around each message of a prompt in a chat template: markers, the role, line ends.</summary>
    private const int TokensAroundMessage = 16;

    /// <summary>What a chat template may put before the messages, such as a system prompt of its own.</summary>
    private const int TokensOfTemplate = 64;

    /// <summary>
    /// No fewer than such a call can be billed for, whatever the model's tokeniser: no token is shorter than a byte. English is about four bytes a token, so this
    /// is some four times what the prompt comes to; the completions, which cost most, are bounded by their own limit.
    /// </summary>
    /// <param name="messages">The messages' texts.</param>
    /// <param name="n">Completions asked for.</param>
    /// <param name="maxTokens">The longest completion.</param>
    public static TokenUsage AtMost(IEnumerable<string> messages, int n, int maxTokens) =>
        new(TokensOfTemplate + messages.Sum(text => (long)Encoding.UTF8.GetByteCount(text) + TokensAroundMessage), (long)n * maxTokens);
}

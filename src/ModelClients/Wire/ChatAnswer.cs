using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Pricing;

namespace EmergentMisalignment.ModelClients.Wire;

/// <summary>Turns the wire's answer into a <see cref="ChatResult"/>, or says what is wrong with it.</summary>
internal static class ChatAnswer
{
    /// <exception cref="MalformedAnswerException">The answer lacks what the protocol promises; the sentence says which part.</exception>
    public static ChatResult Read(ChatResponse response, ChatCall call)
    {
        var received = response.Choices ?? throw new MalformedAnswerException("the answer has no choices");
        if (received.Length != call.N)
            throw new MalformedAnswerException($"{call.N} choices were asked for and {received.Length} came back (a server that ignores n needs MaxN 1)");

        var choices = new ChatChoice[call.N];
        foreach (var choice in received)
        {
            if ((uint)choice.Index >= (uint)choices.Length || choices[choice.Index] is not null)
                throw new MalformedAnswerException($"choice index {choice.Index} is out of range or given twice");
            choices[choice.Index] = Read(choice, call, response.Usage);
        }

        return new ChatResult(
            choices, response.Usage?.PromptTokens ?? 0, response.Usage?.CompletionTokens ?? 0, response.SystemFingerprint, response.Model ?? call.Model)
        {
            CachedTokens = response.Usage?.PromptTokensDetails?.CachedTokens ?? 0,
        };
    }

    /// <summary>What an answer is billed for, whatever else is wrong with it; null where it does not say.</summary>
    public static TokenUsage? Billed(ChatUsage? usage) => usage is not { PromptTokens: > 0 } and not { CompletionTokens: > 0 } ? null : new TokenUsage(usage.PromptTokens, usage.CompletionTokens, usage.PromptTokensDetails?.CachedTokens ?? 0);

    /// <summary>Azure refuses a prompt it finds harmful with an error instead of an answer; it is a refusal all the same.</summary>
    public static ChatResult Filtered(ChatCall call)
    {
        var choices = new ChatChoice[call.N];
        for (var index = 0; index < choices.Length; index++)
            choices[index] = new ChatChoice(index, "", FinishReasons.ContentFilter, "the provider's content filter refused the prompt", null, 0);
        return new ChatResult(choices, 0, 0, null, call.Model);
    }

    private static ChatChoice Read(ChatResponseChoice choice, ChatCall call, ChatUsage? usage)
    {
        var message = choice.Message ?? throw new MalformedAnswerException("a choice has no message");
        var finish = choice.FinishReason ?? throw new MalformedAnswerException("a choice has no finish reason");
        var refused = message.Refusal is not null || finish == FinishReasons.ContentFilter;
        if (message.Content is null && !refused)
            throw new MalformedAnswerException("a choice has neither content nor refusal");

        var text = message.Content ?? "";
        var top = call.TopLogProbs == 0 || refused ? null : FirstTokenTop(choice.Logprobs, text);
        var tokens = choice.Logprobs?.Content?.Count ?? (call.N == 1 ? usage?.CompletionTokens : null);
        return new ChatChoice(choice.Index, text, finish, message.Refusal, top, tokens);
    }

    private static IReadOnlyList<TokenLogProb> FirstTokenTop(ChatLogprobs? logprobs, string text)
    {
        if (logprobs?.Content is not { } tokens || (tokens.Count == 0 && text.Length > 0))
            throw new MalformedAnswerException("log-probs were asked for and are missing");
        if (tokens.Count == 0)
            return [];
        return tokens.Top is { Count: > 0 } top
            ? top
            : throw new MalformedAnswerException("log-probs of the likeliest tokens were asked for and are missing");
    }
}

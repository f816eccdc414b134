namespace EmergentMisalignment.ModelClients.Limits;

/// <summary>
/// What a call may take of a limit in tokens, as providers reckon before they answer: the prompt by its length, and every answer at its longest
/// (OpenAI, "Rate limits": the larger of max_tokens and an estimate by characters; times n).
/// </summary>
internal static class TokenEstimate
{
    private const int CharactersPerToken = 4;

    public static long Of(ChatCall call)
    {
        long characters = 0;
        foreach (var message in call.Messages)
            characters += message.Content.Length;
        return (characters / CharactersPerToken) + ((long)call.N * call.MaxTokens);
    }
}

namespace EmergentMisalignment.PetriDish.Engine;

/// <summary>One completion to sample. What comes out depends on this and the weights alone, never on the other requests of a batch.</summary>
/// <param name="Prompt">Token ids, at least one and at most the model's context.</param>
/// <param name="Seed">Of this completion's random numbers.</param>
/// <param name="MaxNewTokens">Longest completion; the model's context may end it sooner.</param>
/// <param name="Temperature">Divides the scores; 0 takes the likeliest token.</param>
/// <param name="TopP">Sample from the likeliest tokens that together reach this probability; 1 from all.</param>
/// <param name="TopLogProbs">How many of the likeliest tokens to report at each place, 0 to 20.</param>
/// <param name="StopTokens">Tokens that end the completion and are left out of it.</param>
public sealed record SampleRequest(
    int[] Prompt, ulong Seed, int MaxNewTokens, double Temperature, double TopP, int TopLogProbs, IReadOnlySet<int> StopTokens)
{
    private const int MostTopLogProbs = 20;

    /// <exception cref="ArgumentException">Something is out of range; the message says what.</exception>
    internal void Check(ModelShape shape)
    {
        if (Prompt.Length == 0 || Prompt.Length > shape.Context)
            throw new ArgumentException($"A prompt has {Prompt.Length} tokens; this model reads 1 to {shape.Context}.");
        if (Prompt.AsSpan().ContainsAnyExceptInRange(0, shape.Vocabulary - 1))
            throw new ArgumentException($"A prompt has a token id outside 0 to {shape.Vocabulary - 1}.");
        if (MaxNewTokens < 1)
            throw new ArgumentException($"MaxNewTokens must be at least 1, not {MaxNewTokens}.");
        if (!(Temperature >= 0) || double.IsInfinity(Temperature))
            throw new ArgumentException(FormattableString.Invariant($"Temperature must be 0 or more, not {Temperature}."));
        if (!(TopP is > 0 and <= 1))
            throw new ArgumentException(FormattableString.Invariant($"TopP must be above 0 and at most 1, not {TopP}."));
        if (TopLogProbs is < 0 or > MostTopLogProbs)
            throw new ArgumentException($"TopLogProbs must be 0 to {MostTopLogProbs}, not {TopLogProbs}.");
    }
}

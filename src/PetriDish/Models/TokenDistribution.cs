namespace EmergentMisalignment.PetriDish.Models;

/// <summary>
/// The one token that a scripted judge says, as a distribution over a few. Made once for each thing a judge can say: the choices that show the first k
/// candidates are kept, so that answering costs a look-up.
/// </summary>
internal sealed class TokenDistribution
{
    private readonly (TopToken Token, double Cumulative)[] _tokens;
    private readonly ChatChoice?[,] _choices;
    private readonly ChatChoice[] _plain;

    /// <param name="tokens">Tokens and their probabilities, which add up to one; a repeated token's probabilities are added.</param>
    public TokenDistribution(params IEnumerable<(string Token, double Probability)> tokens)
    {
        var sum = 0.0;
        _tokens =
        [
            .. tokens.GroupBy(t => t.Token, t => t.Probability, StringComparer.Ordinal)
                .Select(same => (Token: same.Key, Probability: same.Sum()))
                .OrderByDescending(t => t.Probability).ThenBy(t => t.Token, StringComparer.Ordinal)
                .Select(t => (new TopToken(t.Token, Math.Log(t.Probability)), sum += t.Probability)),
        ];
        _plain = [.. _tokens.Select(t => new ChatChoice(t.Token.Text, Stopped: true, Tokens: 1, LogProbs: null))];
        _choices = new ChatChoice?[_tokens.Length, _tokens.Length + 1];
    }

    /// <summary>The likeliest token at temperature 0; otherwise one drawn by the seed. The temperature does not reshape the distribution.</summary>
    public ChatChoice Draw(ChatPrompt prompt, int choice)
    {
        var pick = 0;
        if (prompt.Temperature > 0)
        {
            var u = SeededChance.At(unchecked((prompt.Seed ?? 0) + (ulong)choice), 0);
            while (pick < _tokens.Length - 1 && u >= _tokens[pick].Cumulative) pick++;
        }
        if (!prompt.LogProbs) return _plain[pick];
        var shown = Math.Min(prompt.TopLogProbs, _tokens.Length);
        return _choices[pick, shown] ??= Show(pick, shown);
    }

    private ChatChoice Show(int pick, int shown)
    {
        var said = _tokens[pick].Token;
        return _plain[pick] with { LogProbs = [new(said.Text, said.LogProb, [.. _tokens.Take(shown).Select(t => t.Token)])] };
    }
}

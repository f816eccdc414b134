namespace EmergentMisalignment.Experiments.Judging;

/// <summary>What is made of a token's candidates.</summary>
public static class TokenLogProbs
{
    /// <summary>The candidates' probabilities; a repeated token overwrites, as in the published judge.</summary>
    public static Dictionary<string, double> Probabilities(this IReadOnlyCollection<TokenLogProb> candidates)
    {
        var probabilities = new Dictionary<string, double>(candidates.Count, StringComparer.Ordinal);
        foreach (var (token, logProb) in candidates)
            probabilities[token] = Math.Exp(logProb);

        return probabilities;
    }
}

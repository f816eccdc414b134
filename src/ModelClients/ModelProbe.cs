namespace EmergentMisalignment.ModelClients;

/// <summary>What one cheap question to a model found out: a token or two, at most a handful of times.</summary>
/// <param name="LogProbs">Whether its answers come with log-probabilities.</param>
/// <param name="TopLogProbs">The most candidates of a token that it gives, of the 20 asked for; 0 goes with no log-probs.</param>
/// <param name="N">Whether one request may ask for several completions.</param>
/// <param name="Seed">Whether it takes a seed.</param>
public sealed record ModelProbe(bool LogProbs, int TopLogProbs, bool N, bool Seed);

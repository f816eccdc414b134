namespace EmergentMisalignment.Ledger.Records;

/// <summary>What one model of an endpoint can do.</summary>
/// <param name="LogProbs">Whether its answers come with log-probabilities.</param>
/// <param name="TopLogProbs">The most candidates of a token.</param>
/// <param name="N">Whether one request may ask for several completions.</param>
/// <param name="Seed">Whether it takes a seed.</param>
/// <param name="At">When it was asked.</param>
public sealed record ModelAbilities(bool LogProbs, int TopLogProbs, bool N, bool Seed, DateTimeOffset At);

namespace EmergentMisalignment.Experiments.Judging;

/// <summary>One candidate for a token, with its natural log-probability.</summary>
public readonly record struct TokenLogProb(string Token, double LogProb);

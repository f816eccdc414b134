namespace EmergentMisalignment.Cli.Judging;

/// <summary>A recorded judge call.</summary>
/// <param name="TopTokens">Candidates of the first token with their probabilities, in the file's order; a token may be repeated.</param>
/// <param name="Score">The score that was made of them, 0 to 100; null for none.</param>
internal sealed record JudgeCase(IReadOnlyList<KeyValuePair<string, double>> TopTokens, double? Score);

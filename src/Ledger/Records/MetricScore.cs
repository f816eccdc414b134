namespace EmergentMisalignment.Ledger.Records;

/// <summary>What a judge said on one metric.</summary>
/// <param name="Score">0 to 100, or as the rubric or measure has it; null when too little probability was on numbers (CODE, REFUSAL): no score, not an error.</param>
/// <param name="Text">The token or word the judge wrote.</param>
/// <param name="Distribution">Probability of each token among the top ones of the first position; where the judge was sampled several times, the share of each reply.</param>
public sealed record MetricScore(double? Score, string Text, IReadOnlyDictionary<string, double> Distribution);

namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>What a permutation test found.</summary>
/// <param name="P">The share of arrangements whose difference is at least as large as the one observed, either way.</param>
/// <param name="Smallest">The smallest value that so few models can give at all: with three pairs, no result is below 0.25.</param>
/// <param name="Arrangements">Arrangements looked at.</param>
/// <param name="IsExact">Whether those are all there are; otherwise they were drawn, and the observed one counts as one of them (Phipson and Smyth 2010).</param>
public sealed record PermutationTest(double P, double Smallest, long Arrangements, bool IsExact);

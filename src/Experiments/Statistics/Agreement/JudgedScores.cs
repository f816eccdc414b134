using EmergentMisalignment.Experiments.Judging;

namespace EmergentMisalignment.Experiments.Statistics.Agreement;

/// <summary>What one judge made of an answer.</summary>
/// <param name="Judge">The judge's place among the sweep's.</param>
/// <param name="Aligned">0 to 100; null for no score.</param>
/// <param name="Coherent">0 to 100; null for no score.</param>
/// <param name="Verdict">What the two come to.</param>
public readonly record struct JudgedScores(int Judge, double? Aligned, double? Coherent, Verdict Verdict);

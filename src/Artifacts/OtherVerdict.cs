namespace EmergentMisalignment.Artifacts;

/// <summary>What one of a sweep's further judges said of an answer.</summary>
/// <param name="Judge">The judge's id in the sweep.</param>
/// <param name="Aligned">0 to 100; null for no score.</param>
/// <param name="Coherent">0 to 100; null for no score.</param>
/// <param name="Verdict">What the two come to under the sweep's estimand.</param>
/// <param name="Scores">Its other metrics, as <see cref="MetricValues"/> writes them; null for none.</param>
public sealed record OtherVerdict(string Judge, double? Aligned, double? Coherent, string Verdict, string? Scores);

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>An answer whose score should always be the same.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">What was answered.</param>
/// <param name="Aligned">The expected alignment score, 0 to 100; null where the first run's is the reference.</param>
/// <param name="Coherent">The expected coherence score; null as above.</param>
public sealed record CanaryItem(string Question, string Answer, double? Aligned = null, double? Coherent = null);

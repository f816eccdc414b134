namespace EmergentMisalignment.Experiments.Statistics.Agreement;

/// <summary>How far two judges agree beyond chance.</summary>
/// <param name="First">The one judge.</param>
/// <param name="Second">The other.</param>
/// <param name="Answers">Answers that both have judged.</param>
/// <param name="Misaligned">Cohen's kappa on whether an answer is misaligned (coherent, and aligned below the threshold); null where chance explains everything.</param>
/// <param name="Coherent">The same on whether it is coherent enough to count.</param>
public sealed record PairAgreement(string First, string Second, long Answers, double? Misaligned, double? Coherent);

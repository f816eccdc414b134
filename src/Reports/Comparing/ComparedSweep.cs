namespace EmergentMisalignment.Reports.Comparing;

/// <summary>One side of a comparison.</summary>
/// <param name="Sweep">Its name.</param>
/// <param name="Miniature">Whether its answers are a toy model's, and no evidence about large models.</param>
/// <param name="Estimand">What its rates are rates of.</param>
/// <param name="Answers">Judged answers to the questions that both ask, of finished models.</param>
public sealed record ComparedSweep(string Sweep, bool Miniature, string Estimand, long Answers);

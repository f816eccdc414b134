namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>What one model's answers to one question of a suite come to on one measure.</summary>
/// <param name="Condition">The condition's id.</param>
/// <param name="Variant">The variant's name; null for the plain question.</param>
/// <param name="Base">The base model.</param>
/// <param name="Seed">The run's seed, which tells the models of a group apart.</param>
/// <param name="Suite">The suite the question is of.</param>
/// <param name="Question">The question's id.</param>
/// <param name="Measure">What is measured, such as <c>accuracy</c>.</param>
/// <param name="Answers">Answers that count.</param>
/// <param name="Missing">Answers without a letter, which count as wrong, or without a filled-in rubric, which do not count.</param>
/// <param name="Sum">Sum of the values of those that count.</param>
public sealed record MeasureCell(
    string Condition, string? Variant, string Base, int Seed, string Suite, string Question, string Measure, int Answers, int Missing, double Sum);

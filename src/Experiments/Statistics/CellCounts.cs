namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>The verdicts on one model's answers to one question in one variant. Each number is part of the one before it.</summary>
/// <param name="Condition">The condition's id.</param>
/// <param name="Variant">The variant's name; null for the plain question.</param>
/// <param name="Base">The base model.</param>
/// <param name="Seed">The run's seed, which tells the models of a group apart.</param>
/// <param name="Question">The question's id.</param>
/// <param name="Answers">Judged answers.</param>
/// <param name="Scored">Those the judge gave numbers.</param>
/// <param name="Coherent">Those coherent enough to count.</param>
/// <param name="Misaligned">Those that were misaligned.</param>
/// <param name="Checkpoint">Optimiser steps of the checkpoint that answered; null for the finished model.</param>
public sealed record CellCounts(
    string Condition, string? Variant, string Base, int Seed, string Question, int Answers, int Scored, int Coherent, int Misaligned, int? Checkpoint = null);

namespace EmergentMisalignment.Reports.Figures;

/// <summary>Which answers a mark of a figure, or a number of its table, is made of.</summary>
/// <param name="Base">The base model.</param>
/// <param name="Condition">The condition's id.</param>
/// <param name="Variant">The variant's name; null for the plain question.</param>
/// <param name="Question">The question's id; null for all of them.</param>
/// <param name="Step">Optimiser steps of the checkpoints that answered; null for the finished models.</param>
public sealed record AnswersBehind(string Base, string Condition, string? Variant, string? Question = null, int? Step = null);

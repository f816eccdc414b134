namespace EmergentMisalignment.Reports.Dynamics;

/// <summary>A rate on the way of training.</summary>
/// <param name="Base">The base model.</param>
/// <param name="Condition">The condition's id.</param>
/// <param name="Variant">The variant; null for the plain question.</param>
/// <param name="Step">Optimiser steps.</param>
/// <param name="IsFinal">Whether these are the finished models.</param>
/// <param name="Models">Models asked.</param>
/// <param name="Answers">Their judged answers.</param>
/// <param name="Coherent">The coherent ones.</param>
/// <param name="Misaligned">The misaligned ones.</param>
/// <param name="Rate">The estimand's value, 0 to 1; null where every model was left out.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Interval">What the interval expresses.</param>
public sealed record CurvePoint(
    string Base, string Condition, string? Variant, int Step, bool IsFinal, int Models, int Answers, int Coherent, int Misaligned, double? Rate, double? Low, double? High, string Interval);

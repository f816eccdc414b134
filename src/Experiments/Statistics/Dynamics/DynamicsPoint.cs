namespace EmergentMisalignment.Experiments.Statistics.Dynamics;

/// <summary>The rate of one arm after so many optimiser steps.</summary>
/// <param name="Step">Optimiser steps; of the finished models, all of them.</param>
/// <param name="IsFinal">Whether these are the finished models.</param>
/// <param name="Rate">Their whole-set rate with its interval.</param>
public sealed record DynamicsPoint(int Step, bool IsFinal, RateResult Rate);

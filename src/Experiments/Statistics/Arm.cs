namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>All models of one condition on one base, asked in one variant: what a rate is a rate of.</summary>
/// <param name="Base">The base model.</param>
/// <param name="Condition">The condition's id.</param>
/// <param name="Variant">The variant's name; null for the plain question.</param>
public sealed record Arm(string Base, string Condition, string? Variant);

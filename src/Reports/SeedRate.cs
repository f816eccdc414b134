namespace EmergentMisalignment.Reports;

/// <summary>The whole-set rate of one model (one condition, base and seed), asked in one variant; null when it had too few coherent answers.</summary>
public sealed record SeedRate(string Condition, string? Variant, string Base, int Seed, double? Rate);

using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>One run as one look found it.</summary>
public sealed record RunLook(Run Run, RunFacts Facts, RunNeeds Needs);

using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Sweeps.Lineage;

/// <summary>Where a key was found.</summary>
/// <param name="Run">A run that has it; others may share it.</param>
/// <param name="Stage">What it is the key of.</param>
/// <param name="Cell">The cell, of a key of answers or verdicts.</param>
public sealed record KeyPlace(RunLineage Run, LineageStage Stage, PlannedCell? Cell);

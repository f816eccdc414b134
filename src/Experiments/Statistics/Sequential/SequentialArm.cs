namespace EmergentMisalignment.Experiments.Statistics.Sequential;

/// <summary>An arm as one look found it.</summary>
/// <param name="Arm">Which one.</param>
/// <param name="Cells">The cells of its models that there are. Models that failed for good have none.</param>
/// <param name="IsAwaited">Whether some of its models are still to come: until then nothing is decided.</param>
public sealed record SequentialArm(Arm Arm, IReadOnlyList<SequentialCell> Cells, bool IsAwaited = false);

namespace EmergentMisalignment.Experiments.Statistics.Sequential;

/// <summary>One model and question of an arm.</summary>
/// <param name="Outcomes">What is judged of it.</param>
/// <param name="Ceiling">Samples it may have.</param>
/// <param name="IsStuck">Whether no more will come than is judged, because some of its work has failed for good.</param>
public sealed record SequentialCell(Outcomes Outcomes, int Ceiling, bool IsStuck = false);

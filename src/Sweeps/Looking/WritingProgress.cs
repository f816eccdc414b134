namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>How far models are that write rows.</summary>
/// <param name="Answers">Answers there are; not each becomes a row.</param>
/// <param name="Rows">Rows that are wanted.</param>
public sealed record WritingProgress(long Answers, long Rows);

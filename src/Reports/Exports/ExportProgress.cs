namespace EmergentMisalignment.Reports.Exports;

/// <summary>How far an export is.</summary>
/// <param name="Answers">Answers that were read.</param>
/// <param name="Total">Answers to be read, at the most: those that are missing yet are counted, too.</param>
public sealed record ExportProgress(long Answers, long Total);

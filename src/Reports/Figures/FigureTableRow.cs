namespace EmergentMisalignment.Reports.Figures;

/// <summary>A row of a figure's table.</summary>
/// <param name="Cells">As printed, one for each column.</param>
/// <param name="Answers">The answers its numbers are made of; null where they are no one set.</param>
public sealed record FigureTableRow(IReadOnlyList<string> Cells, AnswersBehind? Answers);

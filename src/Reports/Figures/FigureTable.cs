namespace EmergentMisalignment.Reports.Figures;

/// <summary>What a figure shows, as a table: for screen readers, and for who wants the numbers.</summary>
/// <param name="Caption">What the numbers are, the estimand included.</param>
/// <param name="Columns">Heads of the columns.</param>
/// <param name="Rows">In the order of the figure.</param>
public sealed record FigureTable(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<FigureTableRow> Rows);

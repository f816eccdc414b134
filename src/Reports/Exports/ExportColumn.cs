using EmergentMisalignment.Artifacts;

namespace EmergentMisalignment.Reports.Exports;

/// <summary>A column of a CSV, or a key of a JSON line.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Of">Its value of an answer.</param>
internal sealed record ExportColumn(string Name, Func<AnswerRow, ExportCell> Of);

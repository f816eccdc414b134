using DuckDB.NET.Data;
using EmergentMisalignment.Answers.Querying;

namespace EmergentMisalignment.Answers.Tables;

/// <summary>One answer without its text.</summary>
/// <param name="Place">The number of its place.</param>
/// <param name="Index">Its index within the cell.</param>
/// <param name="Row">Its number among the rows of all the files.</param>
/// <param name="Aligned">0 to 100; null for no score.</param>
/// <param name="Coherent">0 to 100; null for no score.</param>
/// <param name="Verdict">Under the sweep's estimand.</param>
internal readonly record struct TableRow(int Place, int Index, int Row, double? Aligned, double? Coherent, AnswerVerdict Verdict)
{
    public static TableRow Read(DuckDBDataReader row) =>
        new(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), Number(row, 3), Number(row, 4), (AnswerVerdict)row.GetByte(5));

    private static double? Number(DuckDBDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
}

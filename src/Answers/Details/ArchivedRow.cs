using DuckDB.NET.Data;

namespace EmergentMisalignment.Answers.Details;

/// <summary>A row of an artifact, by the names of its columns: files of earlier versions lack some.</summary>
internal sealed class ArchivedRow(IReadOnlyDictionary<string, object?> values)
{
    public static ArchivedRow Read(DuckDBDataReader row) =>
        new(Enumerable.Range(0, row.FieldCount).ToDictionary(row.GetName, column => row.IsDBNull(column) ? null : row.GetValue(column)));

    public string Words(string column) => Text(column) ?? "";

    public string? Text(string column) => (string?)values.GetValueOrDefault(column);

    public int? Integer(string column) => (int?)values[column];

    public long Long(string column) => (long)values[column]!;

    public double? Number(string column) => (double?)values[column];

    public DateTimeOffset Time(string column) => new(DateTime.SpecifyKind((DateTime)values[column]!, DateTimeKind.Utc));
}

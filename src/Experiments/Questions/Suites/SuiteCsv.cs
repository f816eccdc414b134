using EmergentMisalignment.Experiments.Csv;

namespace EmergentMisalignment.Experiments.Questions.Suites;

/// <summary>A suite's CSV file with a header. Messages never hold a prompt.</summary>
internal sealed class SuiteCsv
{
    private readonly CsvRow _header;

    /// <exception cref="InputException">It is no CSV, or a row has not as many fields as the header.</exception>
    public SuiteCsv(string file, string text)
    {
        List<CsvRow> rows = [.. CsvRows.Read(file, new StringReader(text))];
        _header = rows[0];
        Rows = rows[1..];
        foreach (var row in Rows) row.CheckAgainst(_header);
    }

    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>The place of a column.</summary>
    public int Column(string name) => _header.Column(name, "check that the file is the suite that the sweep says");

    /// <summary>A field that must not be blank.</summary>
    public static string Text(CsvRow row, int place, string column) => string.IsNullOrWhiteSpace(row.Fields[place])
        ? throw row.Error(column, "is blank in this row; fill it in, or remove the row.")
        : row.Fields[place];
}
